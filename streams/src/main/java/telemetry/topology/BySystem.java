package telemetry.topology;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;
import telemetry.topics.Partitions;

/** Sends an aggregate where its system's readings are, so that one sink owns a series. */
final class BySystem implements StreamPartitioner<byte[], byte[]> {
  private final List<Optional<Set<Integer>>> each;

  BySystem(int partitions) {
    each = IntStream.range(0, partitions).mapToObj(it -> Optional.of(Set.of(it))).toList();
  }

  @Override
  public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
    if (partitions != each.size()) {
      throw new IllegalStateException(
          topic + ": wanted " + each.size() + " partitions, found " + partitions);
    }
    int slash = 0;
    while (key[slash] != '/') {
      slash++;
    }
    return each.get(Partitions.ofKey(Arrays.copyOf(key, slash), partitions));
  }
}
