package telemetry.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import telemetry.model.PointKey;

class PartitionsLaws {
  @Property
  void asTheJavaClientWould(
      @ForAll @IntRange(min = 1) int systemId, @ForAll @IntRange(min = 1, max = 500) int count) {
    byte[] key = new StringSerializer().serialize("t", Integer.toString(systemId));

    assertThat(Partitions.ofSystem(systemId, count))
        .isEqualTo(BuiltInPartitioner.partitionForKey(key, count));
  }

  @Property
  void aPointLivesWithItsSystem(@ForAll @IntRange(min = 1) int systemId) {
    assertThat(Partitions.ofPoint(new PointKey(systemId, "solar_w"), 24))
        .isEqualTo(Partitions.ofSystem(systemId, 24));
  }

  /** What other clients can be held against; see GATEWAYS.md. */
  @Example
  void knownPlaces() {
    assertThat(IntStream.rangeClosed(1, 8).mapToObj(system -> Partitions.ofSystem(system, 4)))
        .isEqualTo(List.of(3, 0, 3, 1, 2, 2, 3, 3));
  }
}
