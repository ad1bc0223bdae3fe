package telemetry.deploy.bench.workload;

import java.util.List;
import java.util.stream.Stream;
import telemetry.model.Kind;

/**
 * A point that every system has.
 *
 * @param path its name
 * @param kind how it behaves
 * @param unit its unit
 */
public record MeasuredPoint(String path, Kind kind, String unit) {
  private static final List<MeasuredPoint> POWERS =
      all(
          Kind.GAUGE,
          "W",
          "solar_w",
          "solarinverter_w",
          "shunt_w",
          "load_w",
          "battery_w",
          "grid_w");

  private static final MeasuredPoint CHARGE = new MeasuredPoint("battery_soc", Kind.GAUGE, "%");

  private static final List<MeasuredPoint> TOTALS =
      all(
          Kind.COUNTER,
          "Wh",
          "solar_wh_total",
          "load_wh_total",
          "battery_in_wh_total",
          "battery_out_wh_total",
          "grid_in_wh_total",
          "grid_out_wh_total");

  /** Ten gauges and six counters. */
  public static final List<MeasuredPoint> USUAL =
      joined(
          List.of(
              POWERS,
              List.of(
                  CHARGE,
                  new MeasuredPoint("grid_v", Kind.GAUGE, "V"),
                  new MeasuredPoint("grid_hz", Kind.GAUGE, "Hz"),
                  new MeasuredPoint("inverter_c", Kind.GAUGE, "°C")),
              TOTALS));

  /** As a Selectronic sends them: seven gauges, six counters and three states. */
  public static final List<MeasuredPoint> SELECTRONIC =
      joined(
          List.of(
              POWERS,
              List.of(CHARGE),
              TOTALS,
              all(Kind.STATE, "", "fault_code", "fault_ts", "gen_status")));

  private static List<MeasuredPoint> all(Kind kind, String unit, String... paths) {
    return Stream.of(paths).map(path -> new MeasuredPoint(path, kind, unit)).toList();
  }

  private static List<MeasuredPoint> joined(List<List<MeasuredPoint>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}
