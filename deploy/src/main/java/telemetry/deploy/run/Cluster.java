package telemetry.deploy.run;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import telemetry.control.ControlLog;
import telemetry.control.EpochGuard;
import telemetry.control.KafkaAnswer;
import telemetry.deploy.progress.Stage;
import telemetry.deploy.progress.Stages;
import telemetry.deploy.topics.TopicsApply;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.settings.Settings;
import telemetry.topology.StreamsSettings;

/** Kafka and the registry, as the ops verbs need them. */
public final class Cluster implements AutoCloseable {
  private static final String PATIENCE_MILLIS = "15000";

  private final Map<String, String> kafka;
  private final Admin admin;
  private final SchemaRegistry registry;
  private final ControlLog control;
  private final EpochGuard epoch;

  private Cluster(
      Map<String, String> kafka,
      Admin admin,
      SchemaRegistry registry,
      ControlLog control,
      Clock clock) {
    this.kafka = kafka;
    this.admin = admin;
    this.registry = registry;
    this.control = control;
    this.epoch = new EpochGuard(admin, control, clock);
  }

  /**
   * Connects.
   *
   * @param settings {@code kafka.*} and the registry's by Confluent's names
   * @param clock dates what is written
   */
  public static Cluster connect(Map<String, String> settings, Clock clock) {
    var kafka = new TreeMap<String, String>();
    kafka.put("client.id", "telemetry");
    // A person waits: a broker that is not there is said in seconds.
    kafka.put("default.api.timeout.ms", PATIENCE_MILLIS);
    kafka.put("request.timeout.ms", "10000");
    settings.forEach(
        (name, text) -> {
          if (name.startsWith(Settings.KAFKA)) {
            kafka.put(name.substring(Settings.KAFKA.length()), text);
          }
        });
    var forRegistry = new TreeMap<String, String>(settings);
    forRegistry.keySet().removeIf(name -> Settings.REGISTRY.stream().noneMatch(name::startsWith));
    SchemaRegistry registry = SchemaRegistries.connect(forRegistry);
    Admin admin = Admin.create(new HashMap<String, Object>(kafka));
    return new Cluster(kafka, admin, registry, new ControlLog(kafka, registry), clock);
  }

  /** Settings of Kafka clients. */
  public Map<String, String> kafka() {
    return kafka;
  }

  /** Kafka's admin client; closed with this. */
  public Admin admin() {
    return admin;
  }

  /** The registry. */
  public SchemaRegistry registry() {
    return registry;
  }

  /** The control topic. */
  public ControlLog control() {
    return control;
  }

  /** The epoch's guard. */
  public EpochGuard epoch() {
    return epoch;
  }

  /** Whether a consumer group has members. */
  public boolean isActive(String group) {
    try {
      return KafkaAnswer.of("group " + group, admin.describeConsumerGroups(List.of(group)).all())
          .values()
          .stream()
          .anyMatch(described -> !described.members().isEmpty());
    } catch (KafkaException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  /** Makes or checks the topics. */
  public TopicsApply topics(int partitions, short replicas) {
    return new TopicsApply(admin, registry, epoch, partitions, replicas);
  }

  /**
   * The stages of the way.
   *
   * @param settings the sink's and, where it is not the default, the streams' group
   * @throws telemetry.settings.BadSettings if they do not say where the database is
   */
  public List<Stage> stages(Map<String, String> settings) {
    String group =
        settings.getOrDefault(
            StreamsSettings.APPLICATION_ID, StreamsSettings.DEFAULT_APPLICATION_ID);
    return new Stages(admin, control, group, Roles.database(settings)).all();
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
