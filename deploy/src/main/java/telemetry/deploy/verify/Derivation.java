package telemetry.deploy.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Epoch;
import telemetry.model.Kind;
import telemetry.model.Redefinitions;
import telemetry.model.SystemReading;
import telemetry.sink.verify.WindowRow;
import telemetry.window.Facts;
import telemetry.window.MemoryStore;
import telemetry.window.PointTable;
import telemetry.window.SystemWindows;
import telemetry.window.WindowRules;

/** One row, derived again from the part of the log that it comes from. */
final class Derivation {
  /**
   * How much before its base and after its end a row depends on: a fall is judged by what came half
   * an hour around it, and a reading may stand in the log 10 minutes before its time.
   */
  static final Duration LEAD = Duration.ofHours(3);

  /** Nothing is late here. */
  private static final Duration EVER = Duration.ofDays(365_000);

  private final WindowRow row;
  private final long from;
  private final Instant after;
  private final Instant until;
  private final SystemWindows windows;

  /**
   * Has heard nothing yet.
   *
   * @param from where its part of the log begins
   * @param redefinitions what points mean
   */
  Derivation(WindowRow row, long from, Epoch epoch, Redefinitions redefinitions) {
    this.row = row;
    this.from = from;
    // A history that was imported at once stands in the log as one piece: all of it is not needed.
    this.after = lacksBase(row) ? Instant.MIN : row.base().minus(LEAD);
    this.until = row.end().plus(LEAD);
    var store = new MemoryStore();
    // Its point is known from before: what came in another unit was refused then, too.
    store.putFacts(Facts.of(List.of(new PointTable.Point(row.key(), row.kind(), row.unit()))));
    this.windows =
        new SystemWindows(
            row.key().systemId(),
            new WindowRules(epoch.epoch(), Duration.ZERO, EVER)
                .with(epoch.limits())
                .with(redefinitions),
            store);
  }

  /** A counter that claims to have no base: any reading before it says otherwise. */
  private static boolean lacksBase(WindowRow row) {
    return row.kind() == Kind.COUNTER && "null".equals(row.says().get("delta_since"));
  }

  WindowRow row() {
    return row;
  }

  long from() {
    return from;
  }

  /** Hears a reading, if it is of its system, its part of the log, and around its time. */
  void hear(SystemReading reading, long offset) {
    if (reading.systemId() == row.key().systemId()
        && offset >= from
        && offset <= row.offset()
        && reading.measuredAt().isAfter(after)
        && reading.measuredAt().isBefore(until)) {
      windows.hear(reading, offset);
    }
  }

  /** What the row says otherwise than the log. */
  Optional<String> difference() {
    @Nullable Aggregate[] derived = new Aggregate[1];
    windows.emit(
        false,
        told -> {
          if (told.key().equals(row.key()) && told.intervalEnd().equals(row.end())) {
            derived[0] = told;
          }
        });
    Aggregate wanted = derived[0];
    if (wanted == null) {
      return row.isEmpty()
          ? Optional.empty()
          : Optional.of("wanted its readings in the log, found none");
    }
    return row.differenceFrom(wanted);
  }
}
