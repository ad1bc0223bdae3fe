package telemetry.vendors.selectronic;

import telemetry.model.Kind;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;
import telemetry.vendors.KnownFields;
import telemetry.vendors.Meaning;
import telemetry.vendors.json.Fields;
import telemetry.vendors.json.JsonBody;

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
  private static final double WH_PER_KWH = 1000;
  private static final KnownFields AROUND =
      KnownFields.NONE.besides("device", "item_count", ITEMS, "comment", "now");
  private static final KnownFields FIELDS =
      KnownFields.NONE
          .points(
              Kind.GAUGE,
              "W",
              "solar_w",
              "solarinverter_w",
              "shunt_w",
              "load_w",
              "battery_w",
              "grid_w")
          .points(Kind.GAUGE, "%", "battery_soc")
          .points(Kind.STATE, "", "fault_code", "fault_ts", "gen_status")
          .scaled(
              WH_PER_KWH,
              Kind.COUNTER,
              "Wh",
              "solar_wh_total",
              "load_wh_total",
              "battery_in_wh_total",
              "battery_out_wh_total",
              "grid_in_wh_total",
              "grid_out_wh_total")
          .besides(
              TIMESTAMP,
              "solar_wh_today",
              "load_wh_today",
              "battery_in_wh_today",
              "battery_out_wh_today",
              "grid_in_wh_today",
              "grid_out_wh_today");

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    var meaning = new Meaning(raw, position);
    JsonBody.object(raw.body(), meaning.findings()).ifPresent(body -> read(body, meaning));
    return meaning.decoded("at least one of " + FIELDS.names());
  }

  private static void read(Fields body, Meaning meaning) {
    body.tellUnknown(AROUND);
    body.object(ITEMS)
        .ifPresent(
            items ->
                items
                    .unixTime(TIMESTAMP)
                    .ifPresent(time -> items.put(meaning.poll(SOURCE, time), FIELDS)));
  }
}
