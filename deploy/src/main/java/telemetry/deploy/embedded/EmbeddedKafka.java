package telemetry.deploy.embedded;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** One Kafka node, broker and controller, in this process. */
public final class EmbeddedKafka implements AutoCloseable {
  /** Fixed: a data directory belongs to one node of one cluster, and says so in its files. */
  private static final String CLUSTER_ID = "dGVsZW1ldHJ5LWxvY2FsMA";

  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the node on what the directory holds; an empty one is formatted first.
   *
   * @param directory its log, kept
   * @param port the broker's, on loopback
   * @param controllerPort the controller's, on loopback
   * @throws StackException if the directory cannot be formatted or the node does not start
   */
  public static EmbeddedKafka start(Path directory, int port, int controllerPort) {
    Properties settings = settings(directory, port, controllerPort);
    format(directory, settings);
    var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    try {
      server.startup();
      return new EmbeddedKafka(server, port);
    } catch (RuntimeException e) {
      server.shutdown();
      throw new StackException("kafka: wanted it on port " + port + ", found " + e, e);
    }
  }

  private static void format(Path directory, Properties settings) {
    Path file = directory.resolveSibling("kafka.properties");
    PropertiesFile.write(file, settings, "What the embedded node last ran with");
    var said = new ByteArrayOutputStream();
    // The tool itself leaves a directory alone that is formatted already.
    String[] format = {
      "format", "--config", file.toString(), "--cluster-id", CLUSTER_ID, "--ignore-formatted"
    };
    int status;
    try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      status = StorageTool.execute(format, out);
    }
    if (status != 0) {
      throw new StackException(
          "kafka: wanted to format "
              + directory
              + ", found "
              + said.toString(StandardCharsets.UTF_8).strip());
    }
  }

  private static Properties settings(Path directory, int port, int controllerPort) {
    var settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
    settings.setProperty(
        "listeners",
        "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    settings.setProperty("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
    settings.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.setProperty("log.dirs", directory.toString());
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    // One node: internal topics have one replica, and few partitions so that a start is quick.
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", "4");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", "4");
    // What a killed process left open holds readers up: looked for every 10 s by default.
    settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
    settings.setProperty("default.replication.factor", "1");
    settings.setProperty("min.insync.replicas", "1");
    // 128 MB by default, for topics that are small here.
    settings.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
    // After a kill the controller takes the broker back once the old session has ended.
    settings.setProperty("broker.session.timeout.ms", "4000");
    settings.setProperty("broker.heartbeat.interval.ms", "500");
    settings.setProperty("num.network.threads", "2");
    settings.setProperty("num.io.threads", "4");
    return settings;
  }

  /** {@code host:port}. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
