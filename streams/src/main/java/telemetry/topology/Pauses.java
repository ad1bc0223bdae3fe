package telemetry.topology;

/**
 * Whether a stream thread has run out of records. Its tasks take turns, so that one of them may
 * hear nothing for long with all of its history before it; when none of them does, the log is read.
 */
final class Pauses {
  private final ThreadLocal<long[]> reads = ThreadLocal.withInitial(() -> new long[1]);

  /** A task of the calling thread read a record. */
  void read() {
    reads.get()[0]++;
  }

  /** How many records the tasks of the calling thread have read. */
  long reads() {
    return reads.get()[0];
  }
}
