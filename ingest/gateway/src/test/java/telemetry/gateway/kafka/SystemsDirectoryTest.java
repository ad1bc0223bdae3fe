package telemetry.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import telemetry.model.SystemDeclaration;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topics;

class SystemsDirectoryTest {
  private static final String TOPIC = Topics.SYSTEMS.name();
  private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final AvroSerde<SystemDeclaration> serde =
      AvroSerde.of(Topics.SYSTEMS, Map.of("schema.registry.url", "mock://directory"));
  private final SystemsDirectory directory = new SystemsDirectory(consumer, serde.deserializer());
  private final List<ConsumerRecord<String, byte[]>> log = new ArrayList<>();

  @AfterEach
  void close() {
    directory.close();
  }

  private SystemsDirectoryTest topic() {
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
    return this;
  }

  private SystemsDirectoryTest with(String key, byte @Nullable [] value) {
    log.add(new ConsumerRecord<>(TOPIC, 0, log.size(), key, value));
    consumer.updateEndOffsets(Map.of(ZERO, (long) log.size()));
    return this;
  }

  private byte[] declared(int id, String site) {
    return serde
        .serializer()
        .serialize(
            TOPIC,
            new SystemDeclaration(id, "fronius", site, site, ZoneId.of("UTC"), true, List.of()));
  }

  /** The topic delivers what it holds at the next poll. */
  private void deliver(int from) {
    var records = List.copyOf(log.subList(from, log.size()));
    consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
  }

  @Test
  void itIsReadyOnceItHasReadWhatStoodThere() {
    topic().with("6", declared(6, "meadow")).with("7", declared(7, "hill"));
    directory.start();
    await().atMost(SOON).until(() -> !consumer.assignment().isEmpty());
    assertThat(directory.health().ready()).isFalse();

    deliver(0);

    await().atMost(SOON).until(() -> directory.health().ready());
    assertThat(directory.systems().bySite("fronius", "hill")).hasSize(1);
    assertThat(directory.systems().size()).isEqualTo(2);
  }

  @Test
  void aTombstoneRemovesAndANewerDeclarationReplaces() {
    topic().with("6", declared(6, "old")).with("7", declared(7, "hill"));
    deliver(0);
    directory.start();
    await().atMost(SOON).until(() -> directory.systems().size() == 2);

    with("7", null).with("6", declared(6, "new"));
    deliver(2);

    await().atMost(SOON).until(() -> directory.systems().size() == 1);
    assertThat(directory.systems().bySite("fronius", "old")).isEmpty();
    assertThat(directory.systems().bySite("fronius", "new")).hasSize(1);
  }

  @Test
  void aBadDeclarationHarmsNoOther() {
    topic()
        .with("5", "no avro".getBytes(StandardCharsets.UTF_8))
        .with("x", declared(6, "meadow"))
        .with("9", declared(8, "key of another"))
        .with("7", declared(7, "hill"));
    deliver(0);
    directory.start();

    await().atMost(SOON).until(() -> directory.health().ready());
    assertThat(directory.systems().size()).isEqualTo(1);
    assertThat(directory.systems().byId(7)).isPresent();
  }

  @Test
  void aTopicThatIsNotThereYetIsWaitedFor() {
    directory.start();
    await().atMost(SOON).until(() -> directory.health().reason().contains("no topic"));
    assertThat(directory.health().live()).isTrue();

    topic().with("6", declared(6, "meadow"));
    deliver(0);

    await().atMost(SOON).until(() -> directory.systems().size() == 1);
  }

  @Test
  void whatWaitingWouldNotMendIsSaid() {
    topic().with("6", declared(6, "meadow"));
    consumer.setPollException(new TopicAuthorizationException(TOPIC));
    directory.start();

    await().atMost(SOON).until(() -> !directory.health().live());
    assertThat(directory.health().reason()).contains(TOPIC);
  }
}
