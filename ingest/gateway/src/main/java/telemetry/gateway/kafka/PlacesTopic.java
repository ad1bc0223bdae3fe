package telemetry.gateway.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.control.ControlLog;
import telemetry.gateway.poll.Places;
import telemetry.model.Control;
import telemetry.model.PollPlace;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;

/** The pollers' places, as facts of {@code telemetry.control}. */
public final class PlacesTopic implements Places, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlacesTopic.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final ControlLog control;
  private final Producer<String, Control> producer;
  private final AtomicBoolean failing = new AtomicBoolean();

  private PlacesTopic(ControlLog control, Producer<String, Control> producer) {
    this.control = control;
    this.producer = producer;
  }

  /**
   * Connects.
   *
   * @param kafka what goes to the clients
   * @param registry Confluent's names
   */
  public static PlacesTopic connect(Map<String, String> kafka, Map<String, String> registry) {
    SchemaRegistry schemas = SchemaRegistries.connect(registry);
    var settings = new HashMap<String, Object>(kafka);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "telemetry-gateway-places");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2000); // The poller's own thread waits.
    return new PlacesTopic(
        new ControlLog(kafka, schemas),
        new KafkaProducer<>(
            settings,
            new StringSerializer(),
            new AvroSerde<>(Topics.CONTROL, schemas).serializer()));
  }

  @Override
  public Map<String, PollPlace> read() {
    var places = new HashMap<String, PollPlace>();
    control
        .facts()
        .forEach(
            (key, fact) -> {
              if (fact instanceof PollPlace place) {
                places.put(key, place);
              }
            });
    return places;
  }

  @Override
  public void write(PollPlace place) {
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(Topics.CONTROL.name(), place.key(), place),
              (metadata, fault) -> tell(fault));
    } catch (KafkaException | IllegalStateException e) {
      tell(e); // The registry's refusals, and a producer that was closed meanwhile.
    }
  }

  /** Once per outage: what is lost is asked for again, and folds into what was heard. */
  private void tell(@Nullable Exception fault) {
    if (fault == null) {
      failing.set(false);
    } else if (failing.compareAndSet(false, true)) {
      LOG.atWarn().setMessage("poll.place.lost").addKeyValue("fault", fault).log();
    }
  }

  @Override
  public void close() {
    producer.close(LAST_WORDS);
  }
}
