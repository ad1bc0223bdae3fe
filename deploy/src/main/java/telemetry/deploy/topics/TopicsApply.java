package telemetry.deploy.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import telemetry.control.EpochGuard;
import telemetry.control.KafkaAnswer;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/**
 * Makes every topic that is missing, its schema and compatibility rule, and the epoch. What exists
 * is checked and never changed: more partitions would send a system's readings elsewhere.
 */
public final class TopicsApply {
  private static final Duration VISIBLE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Admin admin;
  private final SchemaRegistry registry;
  private final EpochGuard epoch;
  private final int partitions;
  private final short replicas;

  /**
   * Prepares one cluster.
   *
   * @param admin of that cluster; stays the caller's
   * @param registry where the schemas go
   * @param epoch its guard
   * @param partitions of every topic
   * @param replicas of every partition; −1 takes the broker's default
   */
  public TopicsApply(
      Admin admin, SchemaRegistry registry, EpochGuard epoch, int partitions, short replicas) {
    this.admin = admin;
    this.registry = registry;
    this.epoch = epoch;
    this.partitions = partitions;
    this.replicas = replicas;
  }

  /**
   * Applies; a second time changes nothing.
   *
   * @return the names of the topics that were missing and are there now
   * @throws TopicsException naming every topic that exists and is not right
   * @throws telemetry.control.EpochException if the epoch record is of another log
   * @throws telemetry.registry.RegistryException if the registry refuses a schema
   */
  public List<String> apply() {
    long deadline = System.nanoTime() + VISIBLE.toNanos();
    while (true) {
      try {
        return applyOnce();
      } catch (KafkaException e) {
        // A broker lists a topic for a moment after it was deleted.
        boolean gone = e.getCause() instanceof UnknownTopicOrPartitionException;
        if (!gone || System.nanoTime() > deadline) {
          throw e;
        }
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private List<String> applyOnce() {
    Set<String> existing = get(admin.listTopics().names());
    List<Topic<?>> there =
        Topics.all().stream().filter(topic -> existing.contains(topic.name())).toList();
    verify(there);
    List<Topic<?>> missing =
        Topics.all().stream().filter(topic -> !existing.contains(topic.name())).toList();
    get(
        admin
            .createTopics(
                missing.stream()
                    .map(
                        topic ->
                            new NewTopic(topic.name(), partitions, replicas)
                                .configs(TopicSettings.of(topic)))
                    .toList())
            .all());
    awaitVisible();
    Topics.all().forEach(this::register);
    epoch.checkOrBegin();
    return missing.stream().<String>map(Topic::name).toList();
  }

  /** The controller knows a new topic a moment before the broker that is asked next. */
  private void awaitVisible() {
    List<String> names = Topics.all().stream().<String>map(Topic::name).toList();
    long deadline = System.nanoTime() + VISIBLE.toNanos();
    while (!get(admin.listTopics().names()).containsAll(names)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaException("topics: created, and not listed within " + VISIBLE);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private void register(Topic<?> topic) {
    if (topic.value() != null) {
      registry.idOf(topic.subject(), topic.codec().schema());
      registry.require(topic.subject(), topic.compatibility());
    }
  }

  private void verify(List<Topic<?>> topics) {
    var problems = new ArrayList<String>();
    List<String> names = topics.stream().<String>map(Topic::name).toList();
    Map<String, TopicDescription> found = get(admin.describeTopics(names).allTopicNames());
    Map<String, Config> configs = configs(names);
    for (Topic<?> topic : topics) {
      var expected = new HashMap<String, String>(TopicSettings.meaning(topic));
      expected.put("partitions", Integer.toString(partitions));
      var actual = new HashMap<String, String>();
      Optional.ofNullable(configs.get(topic.name()))
          .ifPresent(config -> config.entries().forEach(e -> actual.put(e.name(), e.value())));
      Optional.ofNullable(found.get(topic.name()))
          .ifPresent(it -> actual.put("partitions", Integer.toString(it.partitions().size())));
      expected.forEach(
          (name, wanted) -> {
            if (!wanted.equals(actual.get(name))) {
              problems.add(
                  topic.name() + " " + name + ": wanted " + wanted + ", found " + actual.get(name));
            }
          });
    }
    if (!problems.isEmpty()) {
      throw new TopicsException(problems.stream().sorted().toList());
    }
  }

  private Map<String, Config> configs(List<String> names) {
    var resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    return get(admin.describeConfigs(resources).all()).entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
  }

  private static <T> T get(KafkaFuture<T> future) {
    return KafkaAnswer.of("topics", future);
  }
}
