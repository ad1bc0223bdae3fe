package telemetry.sink;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Interval;
import telemetry.model.Kind;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;

/** Rows for tests. */
public final class Samples {
  /** An interval's end. */
  public static final Instant END = Instant.parse("2026-11-20T12:05:00Z");

  private Samples() {}

  /** A settled row of two values of a power; everything in it follows from these. */
  public static Aggregate gauge(String key, Instant end, double avg, long offset) {
    return gauge(key, end, avg, new Revision(1, offset, 0), Status.SETTLED);
  }

  /** A row of two values of a power. */
  public static Aggregate gauge(
      String key, Instant end, double avg, Revision revision, Status status) {
    boolean empty = status == Status.EMPTY;
    Double value = empty ? null : avg;
    return row(
        key,
        Kind.GAUGE,
        end,
        value,
        value,
        value,
        value,
        null,
        null,
        null,
        empty ? 0 : 2,
        0,
        0,
        status,
        revision,
        Origin.LIVE);
  }

  /** A row of a meter that grew. */
  public static Aggregate counter(String key, Instant end, double last, double delta) {
    return row(
        key,
        Kind.COUNTER,
        end,
        null,
        null,
        null,
        last,
        null,
        delta,
        end.minusSeconds(400),
        2,
        0,
        1,
        Status.SETTLED,
        new Revision(1, 1, 0),
        Origin.LIVE);
  }

  /** A row of one amount. */
  public static Aggregate amount(String key, Instant end, double amount) {
    return row(
        key,
        Kind.INTERVAL,
        end,
        null,
        null,
        null,
        amount,
        null,
        amount,
        null,
        1,
        0,
        0,
        Status.SETTLED,
        new Revision(1, 1, 0),
        Origin.LIVE);
  }

  /** A row of a mode. */
  public static Aggregate state(String key, Instant end, String text) {
    return row(
        key,
        Kind.STATE,
        end,
        null,
        null,
        null,
        null,
        text,
        null,
        null,
        1,
        1,
        0,
        Status.CORRECTED,
        new Revision(1, 1, 0),
        Origin.REPLAY);
  }

  /** A row, column by column. */
  public static Aggregate row(
      String key,
      Kind kind,
      Instant end,
      @Nullable Double avg,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double last,
      @Nullable String lastText,
      @Nullable Double delta,
      @Nullable Instant deltaSince,
      int samples,
      int errors,
      int resets,
      Status status,
      Revision revision,
      Origin origin) {
    return new Aggregate(
        PointKey.parse(key),
        kind,
        "W",
        end.minus(Interval.LENGTH),
        end,
        avg,
        min,
        max,
        last,
        lastText,
        delta,
        deltaSince,
        samples,
        errors,
        resets,
        Quality.GOOD,
        status,
        revision,
        origin);
  }
}
