package telemetry.gateway;

import java.util.concurrent.CompletableFuture;
import telemetry.model.RawReading;

/** Where raw records go. Implementations may be called from several threads. */
public interface RawSink {
  /**
   * Where a record stands in the log.
   *
   * @param topic the topic
   * @param partition the partition, from 0
   * @param offset the offset in it, from 0
   */
  record Place(String topic, int partition, long offset) {}

  /**
   * Sends a record. Records of one system keep the order in which they were sent.
   *
   * @return the record's place, once it is as safe as the log is; or exceptionally an {@link
   *     UnavailableException}. Others may complete it: keep what hangs on it short.
   */
  CompletableFuture<Place> send(RawReading reading);
}
