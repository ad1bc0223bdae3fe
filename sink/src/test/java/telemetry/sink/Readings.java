package telemetry.sink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RawPosition;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.sink.batch.LoggedReading;

/** Readings for tests. */
public final class Readings {
  private Readings() {}

  /** Powers by point, of system 6 and source s, without a place in raw. */
  public static LoggedReading put(Instant at, long offset, Map<String, Double> watts) {
    return version(6, "s", at, null, 0, offset, watts);
  }

  /** A void of what {@link #put} put. */
  public static LoggedReading voided(Instant at, long offset) {
    return version(6, "s", at, null, 0, offset, Map.of());
  }

  /** A version of a poll; without values a void. */
  public static LoggedReading version(
      int system,
      String source,
      Instant at,
      @Nullable Long raw,
      int batch,
      long offset,
      Map<String, Double> watts) {
    List<PointValue> values = new ArrayList<>();
    new TreeMap<>(watts)
        .forEach(
            (point, number) ->
                values.add(new PointValue(point, Kind.GAUGE, "W", Value.of(number), Quality.GOOD)));
    return new LoggedReading(
        new SystemReading(
            system,
            "test",
            source,
            values.isEmpty() ? Op.VOID : Op.PUT,
            at,
            null,
            at.plusSeconds(1),
            raw == null ? null : new RawPosition(0, raw),
            batch == 0 ? null : batch,
            values),
        offset);
  }
}
