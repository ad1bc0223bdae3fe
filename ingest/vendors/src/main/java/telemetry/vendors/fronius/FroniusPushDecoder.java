package telemetry.vendors.fronius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import telemetry.model.Kind;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.Rejection;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;
import telemetry.vendors.PointType;
import telemetry.vendors.Poll;
import telemetry.vendors.json.JsonBlanking;
import telemetry.vendors.json.JsonBody;
import telemetry.vendors.json.JsonValues;

/**
 * What a Fronius site pushes. Points are named as the body names them:
 *
 * <ul>
 *   <li>{@code solarW solarLocalW solarRemoteW loadW batteryW gridW}: power in W. As in Fronius'
 *       own power flow, {@code batteryW} &gt; 0 is discharging and {@code gridW} &gt; 0 is
 *       importing; {@code solarW} is what the panels give. The sign of {@code loadW} is kept as it
 *       was sent.
 *   <li>{@code batterySOC}: state of charge in %, 0 to 100.
 *   <li>{@code solarWhInterval loadWhInterval batteryInWhInterval batteryOutWhInterval
 *       gridInWhInterval gridOutWhInterval}: energy since the last push in Wh, never negative. When
 *       that push was is not said, so the interval's start stays unknown.
 *   <li>{@code faultCode faultTimestamp generatorStatus}: states.
 * </ul>
 *
 * <p>{@code timestamp} is the instant; {@code siteId}, {@code apiKey} and {@code sequence} are the
 * sender's and no readings. null is missing, 0 is zero, a field that is not there gives nothing.
 */
public final class FroniusPushDecoder implements Decoder {
  /** The vendor's name. */
  public static final String VENDOR = "fronius";

  /** The stream that pushes make. */
  public static final String SOURCE = "fronius.push";

  /** The field that names the site. */
  public static final String SITE = "siteId";

  /** The field that holds the credential. */
  public static final String KEY = "apiKey";

  /** The field that holds the instant. */
  public static final String TIMESTAMP = "timestamp";

  private static final Set<String> NO_POINTS = Set.of(SITE, KEY, TIMESTAMP, "sequence");
  private static final Map<String, PointType> POINTS = points();

  private static Map<String, PointType> points() {
    var points = new LinkedHashMap<String, PointType>();
    declare(
        points,
        Kind.GAUGE,
        "W",
        "solarW",
        "solarLocalW",
        "solarRemoteW",
        "loadW",
        "batteryW",
        "gridW");
    declare(points, Kind.GAUGE, "%", "batterySOC");
    declare(points, Kind.STATE, "", "faultCode", "faultTimestamp", "generatorStatus");
    declare(
        points,
        Kind.INTERVAL,
        "Wh",
        "solarWhInterval",
        "loadWhInterval",
        "batteryInWhInterval",
        "batteryOutWhInterval",
        "gridInWhInterval",
        "gridOutWhInterval");
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
  public byte[] blank(byte[] body) {
    return JsonBlanking.blank(body, KEY);
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    JsonBody body = JsonBody.read(raw.body());
    if (body instanceof JsonBody.Refused refused) {
      return new Decoded.Rejected(refused.rejection());
    }
    ObjectNode fields = ((JsonBody.Read) body).fields();
    var poll = new Poll(raw, position, SOURCE);
    Rejection fault = FroniusEnvelope.timeFault(fields);
    if (fault == null) {
      poll.measuredAt(FroniusEnvelope.time(fields));
    } else {
      poll.refuse(fault);
    }
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      PointType type = POINTS.get(field.getKey());
      if (type != null) {
        JsonValues.put(poll, type, field.getValue(), 1);
      } else if (!NO_POINTS.contains(field.getKey())) {
        poll.unmapped(field.getKey());
      }
    }
    return poll.decoded("at least one of " + POINTS.keySet());
  }
}
