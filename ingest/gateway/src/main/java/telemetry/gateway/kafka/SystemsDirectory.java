package telemetry.gateway.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.gateway.Systems;
import telemetry.model.Guard;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemIds;
import telemetry.registry.AvroSerde;
import telemetry.registry.RegistryException;
import telemetry.registry.UndecodableException;
import telemetry.role.Health;
import telemetry.topics.Topics;

/**
 * The declared systems, as {@code telemetry.systems} has them: read whole at the start, followed
 * from then on. Reads every partition and belongs to no group, since every gateway needs all of it.
 */
public final class SystemsDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemsDirectory.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Consumer<String, byte[]> consumer;
  private final Deserializer<SystemDeclaration> values;
  private final Map<Integer, SystemDeclaration> byId = new HashMap<>();
  private final Thread reader = new Thread(this::read, "systems-directory");
  private volatile Systems systems = Systems.NONE;
  private volatile Health health = Health.waiting("systems: not read yet");
  private final CountDownLatch settled = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private Map<TopicPartition, Long> goal = Map.of();

  /** Reads with a consumer, which it closes in the end. */
  public SystemsDirectory(
      Consumer<String, byte[]> consumer, Deserializer<SystemDeclaration> values) {
    this.consumer = consumer;
    this.values = values;
    reader.setDaemon(true);
  }

  /**
   * Connects.
   *
   * @param kafka what goes to the client
   * @param registry Confluent's names
   */
  public static SystemsDirectory connect(Map<String, String> kafka, Map<String, String> registry) {
    var settings = new HashMap<String, Object>(kafka);
    settings.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "telemetry-gateway-systems");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new SystemsDirectory(
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
        AvroSerde.of(Topics.SYSTEMS, registry).deserializer());
  }

  /** Begins to read. */
  public void start() {
    reader.start();
  }

  /** The systems as they are known now; before {@link #health()} is ready, not all of them. */
  public Systems systems() {
    return systems;
  }

  /** Ready once everything that stood in the topic at the start was read. */
  public Health health() {
    return health;
  }

  /**
   * Waits until the systems are known, or never will be.
   *
   * @return how it is then, or when the time is over
   */
  public Health await(Duration time) throws InterruptedException {
    if (!settled.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.atDebug().setMessage("systems.still.waiting").log();
    }
    return health;
  }

  /** Stops reading; what was read stays known. */
  @Override
  public void close() {
    closing.countDown();
    if (reader.getState() == Thread.State.NEW) {
      consumer.close(CloseOptions.timeout(LAST_WORDS));
      return;
    }
    consumer.wakeup();
    try {
      reader.join(LAST_WORDS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      while (closing.getCount() > 0) {
        step();
      }
    } catch (WakeupException e) {
      LOG.atDebug().setMessage("systems.closing").log(); // close() said so.
    } catch (KafkaException e) {
      // Nothing that waiting would mend: no right to read, a registry that refuses.
      health = Health.failed("systems: " + e.getMessage());
      LOG.atError().setMessage("systems.failed").setCause(e).log();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      settled.countDown();
      consumer.close(CloseOptions.timeout(LAST_WORDS));
    }
  }

  private void step() throws InterruptedException {
    try {
      if (goal.isEmpty() && !assign()) {
        waitFor("no topic " + Topics.SYSTEMS.name() + " yet");
        return;
      }
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      records.forEach(this::apply);
      if (!records.isEmpty()) {
        systems = new Systems(byId);
      }
      if (goal.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        health = Health.ready("systems: " + systems.size() + " declared");
        settled.countDown();
      }
    } catch (RetriableException e) {
      waitFor(String.valueOf(e.getMessage()));
    } catch (RegistryException e) {
      if (!e.retriable()) {
        throw e;
      }
      // The records of this poll are gone: read all again, which changes nothing that is known.
      consumer.seekToBeginning(goal.keySet());
      waitFor(String.valueOf(e.getMessage()));
    }
  }

  /** Takes all partitions, from their beginning; false where there are none yet. */
  private boolean assign() {
    var partitions =
        consumer.partitionsFor(Topics.SYSTEMS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      return false;
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    goal = Map.copyOf(consumer.endOffsets(partitions));
    return true;
  }

  private void waitFor(String reason) throws InterruptedException {
    // What was known stays good: a gateway that has been ready goes on without the topic.
    if (!health.ready()) {
      health = Health.waiting("systems: " + reason);
    }
    if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.atDebug().setMessage("systems.closing").log();
    }
  }

  private void apply(ConsumerRecord<String, byte[]> record) {
    try {
      int systemId = SystemIds.parse(String.valueOf(record.key()));
      if (record.value() == null) {
        byId.remove(systemId);
        return;
      }
      SystemDeclaration system = values.deserialize(record.topic(), record.value());
      Guard.key(record.key(), system.systemId())
          .ifPresentOrElse(
              wrong -> refused(record, wrong.text()), () -> byId.put(systemId, system));
    } catch (UndecodableException | IllegalArgumentException e) {
      refused(record, String.valueOf(e.getMessage()));
    }
  }

  /** One bad declaration must not silence the systems beside it; the former one stands. */
  private static void refused(ConsumerRecord<String, byte[]> record, String reason) {
    LOG.atWarn()
        .setMessage("systems.refused")
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", reason)
        .log();
  }
}
