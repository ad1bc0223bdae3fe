package telemetry.topology;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;
import telemetry.topics.Partitions;

/** Sends an aggregate where its system's readings are, so that one sink owns a series. */
final class BySystem implements StreamPartitioner<byte[], byte[]> {
  @Override
  public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
    int slash = 0;
    while (key[slash] != '/') {
      slash++;
    }
    return Optional.of(Set.of(Partitions.ofKey(Arrays.copyOf(key, slash), partitions)));
  }
}
