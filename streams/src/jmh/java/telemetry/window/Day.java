package telemetry.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/** A system of ten gauges and six counters, polled once a minute. */
public final class Day {
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final int GAUGES = 10;
  private static final int COUNTERS = 6;

  private Day() {}

  /** Its polls from midnight on. */
  public static List<SystemReading> polls(int count) {
    var random = new Random(1);
    double[] totals = new double[COUNTERS];
    var polls = new ArrayList<SystemReading>();
    for (int i = 0; i < count; i++) {
      var values = new ArrayList<PointValue>();
      for (int g = 0; g < GAUGES; g++) {
        values.add(value("gauge_" + g, Kind.GAUGE, "W", random.nextInt(5000) / 7.0));
      }
      for (int c = 0; c < COUNTERS; c++) {
        totals[c] += random.nextInt(100) / 3.0;
        values.add(value("total_" + c, Kind.COUNTER, "Wh", totals[c]));
      }
      Instant at = START.plusSeconds(60L * i);
      polls.add(new SystemReading(6, "sample", "poll", Op.PUT, at, null, at, null, null, values));
    }
    return polls;
  }

  private static PointValue value(String path, Kind kind, String unit, double number) {
    return new PointValue(path, kind, unit, Value.of(number), Quality.GOOD);
  }
}
