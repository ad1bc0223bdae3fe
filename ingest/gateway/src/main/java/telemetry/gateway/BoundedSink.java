package telemetry.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import telemetry.model.RawReading;

/**
 * A log with a bound on what it has taken and not acknowledged. Beyond it senders are told at once:
 * they keep their reading and come back, where a full buffer would let all of them wait.
 */
public final class BoundedSink implements RawSink {
  /** What a record takes beside its body: headers, key, its place in a batch, our own objects. */
  private static final int OVERHEAD_BYTES = 256;

  private final RawSink sink;
  private final long maxBytes;
  private final AtomicLong underWay = new AtomicLong();

  /**
   * Bounds a log.
   *
   * @param maxBytes the most that is under way; a body that is longer by itself never gets through
   */
  public BoundedSink(RawSink sink, long maxBytes) {
    this.sink = sink;
    this.maxBytes = maxBytes;
  }

  /** What a body of a length takes. */
  static long bytes(int length) {
    return length + (long) OVERHEAD_BYTES;
  }

  @Override
  public CompletableFuture<Place> send(RawReading reading) {
    long bytes = bytes(reading.body().length);
    if (underWay.addAndGet(bytes) > maxBytes) {
      underWay.addAndGet(-bytes);
      return CompletableFuture.failedFuture(
          new UnavailableException(
              "buffer: wanted room, found " + maxBytes + " bytes that wait for acknowledgement"));
    }
    return sink.send(reading).whenComplete((place, fault) -> underWay.addAndGet(-bytes));
  }

  /** Bytes that wait for acknowledgement. */
  public long underWayBytes() {
    return underWay.get();
  }
}
