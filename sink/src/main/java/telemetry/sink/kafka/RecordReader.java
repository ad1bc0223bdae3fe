package telemetry.sink.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import telemetry.model.Rejection;

/**
 * What a record means.
 *
 * @param <T> the domain record
 */
interface RecordReader<T> {
  /** The meaning, or why there is none. */
  sealed interface Read<T> {
    /**
     * A record that can be written.
     *
     * @param value what it says
     */
    record Good<T>(T value) implements Read<T> {}

    /**
     * A record that cannot.
     *
     * @param rejection why
     */
    record Bad<T>(Rejection rejection) implements Read<T> {}

    /**
     * A record that cannot, and of which another stage tells by the same rule.
     *
     * @param rejection why
     */
    record Told<T>(Rejection rejection) implements Read<T> {}
  }

  /**
   * Reads one record.
   *
   * @param record as it was polled
   * @param partitions how many its topic has
   * @throws telemetry.registry.RegistryException if the registry could not be asked
   */
  Read<T> read(ConsumerRecord<byte[], byte[]> record, int partitions);
}
