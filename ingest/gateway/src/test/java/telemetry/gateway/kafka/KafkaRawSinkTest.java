package telemetry.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import telemetry.gateway.RawSink.Place;
import telemetry.gateway.UnavailableException;
import telemetry.model.RawReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.RegistryException;
import telemetry.topics.Topics;

class KafkaRawSinkTest {
  private static final RawReading READING =
      new RawReading(6, "fronius", Instant.EPOCH, "application/json", new byte[] {'{', '}'});

  private static MockProducer<String, RawReading> producer(Serializer<RawReading> values) {
    return new MockProducer<>(false, new RoundRobinPartitioner(), new StringSerializer(), values);
  }

  private static MockProducer<String, RawReading> producer() {
    return producer(
        AvroSerde.of(Topics.RAW, Map.of("schema.registry.url", "mock://sink")).serializer());
  }

  @Test
  void aRecordIsKeyedByItsSystemAndPlacedOnceAcknowledged() {
    var producer = producer();
    var place = new KafkaRawSink(producer).send(READING);

    assertThat(place).isNotDone();
    producer.completeNext();

    assertThat(place.join()).isEqualTo(new Place("telemetry.raw", 0, 0));
    assertThat(producer.history().get(0).key()).isEqualTo("6");
  }

  @Test
  void whatIsNotAcknowledgedIsUnavailable() {
    var producer = producer();
    var place = new KafkaRawSink(producer).send(READING);

    producer.errorNext(new TimeoutException("nobody there"));

    assertThatThrownBy(place::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(UnavailableException.class);
  }

  @Test
  void aRegistryThatIsAwayIsUnavailableToo() {
    var producer =
        producer(
            (topic, reading) -> {
              throw new RegistryException("registry: away", true, new IllegalStateException());
            });

    assertThatThrownBy(() -> new KafkaRawSink(producer).send(READING).join())
        .hasCauseInstanceOf(UnavailableException.class);
  }

  @Test
  void aClosedSinkTakesNothing() {
    var sink = new KafkaRawSink(producer());
    sink.close();

    assertThatThrownBy(() -> sink.send(READING).join())
        .hasCauseInstanceOf(UnavailableException.class);
  }
}
