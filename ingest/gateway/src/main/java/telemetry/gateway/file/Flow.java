package telemetry.gateway.file;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import telemetry.gateway.RawSink;
import telemetry.model.RawReading;

/**
 * Sends records in order with a bound on how many are under way, and remembers what became of them.
 */
final class Flow {
  private final RawSink sink;
  private final int bound;
  private final Semaphore room;
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
  private final Map<Integer, Long> lastOffsets = new HashMap<>();
  private long acknowledged;
  private long sent;

  Flow(RawSink sink, int bound) {
    this.sink = sink;
    this.bound = bound;
    this.room = new Semaphore(bound);
  }

  /** Sends one, once there is room; false when an earlier one failed. */
  boolean send(RawReading reading) throws InterruptedException {
    room.acquire();
    if (fault.get() != null) {
      room.release();
      return false;
    }
    sent++;
    var unused = sink.send(reading).whenComplete(this::ended);
    return true;
  }

  private void ended(RawSink.@Nullable Place place, @Nullable Throwable failure) {
    if (place != null) {
      synchronized (this) {
        acknowledged++;
        lastOffsets.merge(place.partition(), place.offset(), Math::max);
      }
    } else {
      fault.compareAndSet(null, failure);
    }
    room.release();
  }

  /** Waits until nothing is under way. */
  void drain() throws InterruptedException {
    room.acquire(bound);
    room.release(bound);
  }

  /** Records sent, acknowledged or not. */
  long sent() {
    return sent;
  }

  /** Records acknowledged. */
  synchronized long acknowledged() {
    return acknowledged;
  }

  /** The highest offset of each partition. */
  synchronized Map<Integer, Long> lastOffsets() {
    return Map.copyOf(lastOffsets);
  }

  /** Why the first that failed did, if one did. */
  @Nullable Throwable fault() {
    return fault.get();
  }
}
