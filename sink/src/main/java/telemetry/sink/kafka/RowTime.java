package telemetry.sink.kafka;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;

/** The instants that a row may hold: their partitions have names, and COPY a place for them. */
final class RowTime {
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  private RowTime() {}

  /** Whether a row may hold an instant. */
  static boolean isIn(Instant instant) {
    return !instant.isBefore(EARLIEST) && instant.isBefore(LATEST);
  }

  /**
   * Refuses an instant outside of them.
   *
   * @param field its name in the record
   * @param found none is none to refuse
   */
  static Optional<Rejection> check(String field, @Nullable Instant found) {
    if (found == null || isIn(found)) {
      return Optional.empty();
    }
    return Optional.of(
        new Rejection(
            RejectReason.BAD_FIELD,
            field,
            "an instant from " + EARLIEST + " and before " + LATEST,
            found.toString()));
  }
}
