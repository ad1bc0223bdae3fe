package telemetry.gateway.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import telemetry.gateway.RawSink;
import telemetry.model.RawReading;

/** A log that takes records and acknowledges none until it is told to. */
final class HeldSink implements RawSink {
  private final List<CompletableFuture<Place>> held = new ArrayList<>();
  private final List<RawReading> taken = new ArrayList<>();

  @Override
  public synchronized CompletableFuture<Place> send(RawReading reading) {
    var place = new CompletableFuture<Place>();
    held.add(place);
    taken.add(reading);
    return place;
  }

  synchronized int taken() {
    return taken.size();
  }

  /** Acknowledges the oldest that waits. */
  void acknowledgeOne() {
    CompletableFuture<Place> oldest;
    synchronized (this) {
      oldest = held.remove(0);
    }
    oldest.complete(new Place("telemetry.raw", 0, 0));
  }
}
