package telemetry.gateway.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.gateway.poll.Share;
import telemetry.role.Health;
import telemetry.topics.Topics;

/**
 * Divides the systems among the processes of a group: who has a partition of {@code
 * telemetry.systems} asks for the systems in it. The partitions are assigned and never read: what
 * stands in them all processes know.
 */
public final class SystemsShare implements Share, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemsShare.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Thread member = new Thread(this::live, "systems-share");
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Part part = Part.NONE;
  private volatile Health health = Health.ready("share: none yet");

  /** Takes part with a consumer, which it closes in the end. */
  public SystemsShare(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    member.setDaemon(true);
  }

  /**
   * Connects.
   *
   * @param kafka what goes to the client
   * @param group the group's name
   * @param instance this process's fixed name in it, so that it takes its place back at once when
   *     it starts again; empty for none
   */
  public static SystemsShare connect(Map<String, String> kafka, String group, String instance) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "telemetry-gateway-share");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    if (!instance.isEmpty()) {
      settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    }
    settings.putIfAbsent(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new SystemsShare(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** Joins the group. */
  public void start() {
    member.start();
  }

  @Override
  public Part part() {
    return part;
  }

  /** Failed when it cannot take part, and waiting would not mend it. */
  public Health health() {
    return health;
  }

  private void live() {
    try {
      consumer.subscribe(List.of(Topics.SYSTEMS.name()), new Listener());
      while (closing.getCount() > 0) {
        step();
      }
    } catch (WakeupException e) {
      LOG.atDebug().setMessage("share.closing").log(); // close() said so.
    } catch (KafkaException e) {
      health = Health.failed("share: " + e.getMessage());
      LOG.atError().setMessage("share.failed").setCause(e).log();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      part = Part.NONE;
      consumer.close(CloseOptions.timeout(LAST_WORDS));
    }
  }

  private void step() throws InterruptedException {
    try {
      var unused = consumer.poll(POLL); // Paused: nothing comes but the group's word.
    } catch (RetriableException e) {
      LOG.atDebug().setMessage("share.waiting").setCause(e).log();
      if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atDebug().setMessage("share.closing").log();
      }
    }
  }

  private final class Listener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
      consumer.pause(added);
      tell();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> lost) {
      // Ahead of the consumer's own view, which still holds them here.
      part =
          new Part(
              part.partitions(),
              part.mine().stream()
                  .filter(it -> lost.stream().noneMatch(gone -> gone.partition() == it))
                  .collect(Collectors.toSet()));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
      onPartitionsRevoked(lost);
    }

    private void tell() {
      part =
          new Part(
              consumer.partitionsFor(Topics.SYSTEMS.name()).size(),
              consumer.assignment().stream()
                  .map(TopicPartition::partition)
                  .collect(Collectors.toSet()));
    }
  }

  /** Leaves the group, so that others take over at once. */
  @Override
  public void close() {
    closing.countDown();
    if (member.getState() == Thread.State.NEW) {
      consumer.close(CloseOptions.timeout(LAST_WORDS));
      return;
    }
    consumer.wakeup();
    try {
      member.join(LAST_WORDS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
