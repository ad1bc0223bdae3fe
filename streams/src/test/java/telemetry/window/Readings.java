package telemetry.window;

import java.time.Instant;
import java.util.List;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/** Readings of one source, as a test has them that asks for nothing special. */
public final class Readings {
  private Readings() {}

  /** A poll of these values. */
  public static SystemReading of(int system, Instant at, List<PointValue> values) {
    return new SystemReading(system, "test", "s", Op.PUT, at, null, at, null, null, values);
  }

  /** A poll of one good value of the point {@code p}. */
  public static SystemReading of(int system, Instant at, Kind kind, String unit, double value) {
    var good = new PointValue("p", kind, unit, Value.of(value), Quality.GOOD);
    return of(system, at, List.of(good));
  }

  /** A poll of one good value in watts of the point {@code p}. */
  public static SystemReading gauge(int system, Instant at, double value) {
    return of(system, at, Kind.GAUGE, "W", value);
  }
}
