package telemetry.vendors.selectronic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import telemetry.model.Kind;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.RejectReason;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;
import telemetry.vendors.PointType;
import telemetry.vendors.Poll;
import telemetry.vendors.Timestamps;
import telemetry.vendors.json.JsonBody;
import telemetry.vendors.json.JsonValues;

/**
 * A point body of a Selectronic SP PRO, as select.live gives it. Points are named as its items:
 *
 * <ul>
 *   <li>{@code solar_w solarinverter_w shunt_w load_w battery_w grid_w}: power in W; {@code
 *       battery_w} &gt; 0 is discharging, {@code grid_w} &gt; 0 is importing.
 *   <li>{@code battery_soc}: state of charge in %, 0 to 100.
 *   <li>{@code solar_wh_total load_wh_total battery_in_wh_total battery_out_wh_total
 *       grid_in_wh_total grid_out_wh_total}: running totals. Named Wh, sent as kWh, stored as Wh.
 *   <li>{@code fault_code fault_ts gen_status}: states.
 * </ul>
 *
 * <p>{@code items.timestamp} is the instant, in unix seconds. The {@code *_wh_today} items restart
 * at the device's own midnight and say nothing that the totals do not: known, and left out.
 */
public final class SelectronicDecoder implements Decoder {
  /** The vendor's name. */
  public static final String VENDOR = "selectronic";

  /** The stream that polls make. */
  public static final String SOURCE = "selectronic.point";

  private static final String ITEMS = "items";
  private static final String TIMESTAMP = "timestamp";
  private static final String TODAY = "_wh_today";
  private static final double WH_PER_KWH = 1000;
  private static final Set<String> AROUND = Set.of("device", "item_count", ITEMS, "comment", "now");
  private static final Map<String, PointType> POINTS = points();

  private static Map<String, PointType> points() {
    var points = new LinkedHashMap<String, PointType>();
    declare(
        points,
        Kind.GAUGE,
        "W",
        "solar_w",
        "solarinverter_w",
        "shunt_w",
        "load_w",
        "battery_w",
        "grid_w");
    declare(points, Kind.GAUGE, "%", "battery_soc");
    declare(points, Kind.STATE, "", "fault_code", "fault_ts", "gen_status");
    declare(
        points,
        Kind.COUNTER,
        "Wh",
        "solar_wh_total",
        "load_wh_total",
        "battery_in_wh_total",
        "battery_out_wh_total",
        "grid_in_wh_total",
        "grid_out_wh_total");
    return points;
  }

  private static void declare(
      Map<String, PointType> points, Kind kind, String unit, String... names) {
    for (String name : names) {
      points.put(name, new PointType(name, kind, unit));
    }
  }

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    JsonBody body = JsonBody.read(raw.body());
    if (body instanceof JsonBody.Refused refused) {
      return new Decoded.Rejected(refused.rejection());
    }
    ObjectNode fields = ((JsonBody.Read) body).fields();
    var poll = new Poll(raw, position, SOURCE);
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!AROUND.contains(field.getKey())) {
        poll.unmapped(field.getKey());
      }
    }
    JsonNode items = fields.path(ITEMS);
    if (items.isMissingNode() || items.isNull()) {
      poll.refuse(RejectReason.MISSING_FIELD, ITEMS, "an object", "nothing");
    } else if (!items.isObject()) {
      poll.refuse(RejectReason.BAD_FIELD, ITEMS, "an object", JsonBody.typeOf(items));
    } else {
      readItems((ObjectNode) items, poll);
    }
    return poll.decoded("at least one of " + POINTS.keySet());
  }

  private static void readItems(ObjectNode items, Poll poll) {
    readTime(items.path(TIMESTAMP), poll);
    for (Map.Entry<String, JsonNode> item : items.properties()) {
      String name = item.getKey();
      PointType type = POINTS.get(name);
      if (type != null) {
        JsonValues.put(poll, type, item.getValue(), type.kind() == Kind.COUNTER ? WH_PER_KWH : 1);
      } else if (!name.equals(TIMESTAMP) && !name.endsWith(TODAY)) {
        poll.unmapped(ITEMS + "." + name);
      }
    }
  }

  private static void readTime(JsonNode timestamp, Poll poll) {
    String where = ITEMS + "." + TIMESTAMP;
    if (timestamp.isMissingNode() || timestamp.isNull()) {
      poll.refuse(RejectReason.MISSING_FIELD, where, Timestamps.UNIX, "nothing");
    } else if (!timestamp.isNumber()) {
      poll.refuse(RejectReason.BAD_FIELD, where, Timestamps.UNIX, JsonBody.typeOf(timestamp));
    } else {
      String digits = timestamp.asText();
      Timestamps.unix(digits, 1000)
          .ifPresentOrElse(
              poll::measuredAt,
              () -> poll.refuse(RejectReason.BAD_FIELD, where, Timestamps.UNIX, digits));
    }
  }
}
