package telemetry.replay;

import java.time.Duration;
import java.time.Instant;
import telemetry.recalculation.Scope;

/** Cuts a range into stretches of equal length; the last may be shorter. */
final class Chunks {
  private final long after;
  private final long until;
  private final long length;

  Chunks(Scope scope, Duration chunk) {
    this.after = scope.after().toEpochMilli();
    this.until = scope.until().toEpochMilli();
    this.length = chunk.toMillis();
    if (length <= 0) {
      throw new IllegalArgumentException("chunk: wanted a time above 0, found " + chunk);
    }
  }

  int count() {
    return Math.toIntExact((until - after + length - 1) / length);
  }

  /** Which chunk an instant belongs to; what is before or after the range, to the first or last. */
  int of(Instant at) {
    long number = Math.floorDiv(at.toEpochMilli() - after - 1, length);
    return (int) Math.max(0, Math.min(number, count() - 1));
  }

  /** Where a chunk begins; the first takes what is before the range too. */
  Instant after(int number, long first) {
    return Instant.ofEpochMilli(number == 0 ? Math.min(first, after) : after + number * length);
  }

  /** Where a chunk ends; the last takes what is after the range too. */
  Instant until(int number, long last) {
    return Instant.ofEpochMilli(
        number == count() - 1 ? Math.max(last, until) : after + (number + 1) * length);
  }
}
