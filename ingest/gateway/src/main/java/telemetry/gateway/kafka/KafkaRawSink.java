package telemetry.gateway.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.gateway.RawSink;
import telemetry.gateway.UnavailableException;
import telemetry.model.RawReading;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topics;

/**
 * Raw records into {@code telemetry.raw}, keyed by their system. Acknowledged by all replicas and
 * idempotent, so that what is acknowledged is kept, and the records of a system keep their order
 * through retries.
 */
public final class KafkaRawSink implements RawSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRawSink.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Producer<String, RawReading> producer;
  private final AtomicBoolean failing = new AtomicBoolean();

  /** Sends with a producer, which it closes in the end. */
  public KafkaRawSink(Producer<String, RawReading> producer) {
    this.producer = producer;
  }

  /**
   * Connects.
   *
   * @param kafka what goes to the client: {@code bootstrap.servers}, TLS, SASL; stronger than the
   *     defaults here
   * @param registry Confluent's names
   * @param bounds how long, and how much, a sender waits
   */
  public static KafkaRawSink connect(
      Map<String, String> kafka, Map<String, String> registry, Bounds bounds) {
    var settings = new HashMap<String, Object>();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "telemetry-gateway");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) bounds.linger().toMillis());
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bounds.bufferBytes());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, bounds.room().toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) bounds.delivery().toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) bounds.delivery().toMillis() / 2);
    settings.putAll(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaRawSink(
        new KafkaProducer<>(
            settings, new StringSerializer(), AvroSerde.of(Topics.RAW, registry).serializer()));
  }

  /**
   * How long, and how much, a sender waits.
   *
   * @param room for room in the buffer and for the topic's metadata
   * @param delivery for the acknowledgement, retries included
   * @param linger for neighbours to share a batch with
   * @param bufferBytes the buffer
   */
  public record Bounds(Duration room, Duration delivery, Duration linger, long bufferBytes) {
    /** For senders that are waiting for an answer. */
    public static final Bounds ANSWERING =
        new Bounds(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMillis(5), 32L << 20);

    /** For files, which have time. */
    public static final Bounds FEEDING =
        new Bounds(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMillis(20), 64L << 20);
  }

  @Override
  public CompletableFuture<Place> send(RawReading reading) {
    var place = new CompletableFuture<Place>();
    var sent =
        new ProducerRecord<>(Topics.RAW.name(), Integer.toString(reading.systemId()), reading);
    try {
      // The callback tells all that the producer's own future would.
      var unused =
          producer.send(
              sent,
              (metadata, fault) -> {
                if (fault == null) {
                  recovered();
                  place.complete(
                      new Place(metadata.topic(), metadata.partition(), metadata.offset()));
                } else {
                  place.completeExceptionally(unavailable(fault));
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      // The registry's refusals, and a producer that was closed meanwhile, come this way.
      place.completeExceptionally(unavailable(e));
    }
    return place;
  }

  /** Once per outage: the senders are told each time, and the requests are counted. */
  private UnavailableException unavailable(Exception fault) {
    if (failing.compareAndSet(false, true)) {
      LOG.atWarn()
          .setMessage("raw.unavailable")
          .addKeyValue("topic", Topics.RAW.name())
          .addKeyValue("fault", fault)
          .log();
    }
    return new UnavailableException(Topics.RAW.name() + ": no acknowledgement", fault);
  }

  private void recovered() {
    if (failing.get() && failing.compareAndSet(true, false)) {
      LOG.atInfo().setMessage("raw.available").addKeyValue("topic", Topics.RAW.name()).log();
    }
  }

  /** Sends what is in the buffer, within ten seconds. */
  @Override
  public void close() {
    producer.close(LAST_WORDS);
  }
}
