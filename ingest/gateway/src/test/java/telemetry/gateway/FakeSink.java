package telemetry.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import telemetry.model.RawReading;

/** A log in memory that acknowledges at once, until it is told to be away. */
public final class FakeSink implements RawSink {
  private final List<RawReading> readings = new ArrayList<>();
  private int awayAfter = Integer.MAX_VALUE;

  /** Takes so many records and no more. */
  public synchronized void awayAfter(int records) {
    awayAfter = records;
  }

  /** Forgets everything and is there again. */
  public synchronized void clear() {
    readings.clear();
    awayAfter = Integer.MAX_VALUE;
  }

  /** What it holds, in order. */
  public synchronized List<RawReading> readings() {
    return List.copyOf(readings);
  }

  @Override
  public synchronized CompletableFuture<Place> send(RawReading reading) {
    if (readings.size() >= awayAfter) {
      return CompletableFuture.failedFuture(
          new UnavailableException("away", new IllegalStateException("told so")));
    }
    readings.add(reading);
    return CompletableFuture.completedFuture(
        new Place("telemetry.raw", reading.systemId() % 4, readings.size() - 1L));
  }
}
