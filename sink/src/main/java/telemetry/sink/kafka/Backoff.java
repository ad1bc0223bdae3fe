package telemetry.sink.kafka;

/** How long to wait before the next try: 100 ms, doubled each time, 10 s at most. */
final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 10_000;

  private long next = FIRST_MILLIS;

  /** Milliseconds until the next try. */
  long next() {
    long now = next;
    next = Math.min(LONGEST_MILLIS, next * 2);
    return now;
  }

  /** All is well again. */
  void reset() {
    next = FIRST_MILLIS;
  }
}
