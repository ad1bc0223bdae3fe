package telemetry.sink;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One Kafka node in this JVM. */
final class TestBroker implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final int port;

  private TestBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  static TestBroker start(Path directory) throws IOException {
    int port = freePort();
    int controller = freePort();
    var settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controller);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty(
        "listeners",
        "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controller);
    settings.setProperty("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
    settings.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.setProperty("log.dirs", directory.resolve("log").toString());
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", "1");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", "1");
    settings.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
    Path file = directory.resolve("kafka.properties");
    try (var out = Files.newBufferedWriter(file)) {
      settings.store(out, null);
    }
    String[] format = {
      "format", "--config", file.toString(), "--cluster-id", Uuid.randomUuid().toString()
    };
    try (var out =
        new PrintStream(directory.resolve("format.log").toFile(), StandardCharsets.UTF_8)) {
      if (StorageTool.execute(format, out) != 0) {
        throw new IOException("not formatted, see " + directory.resolve("format.log"));
      }
    }
    var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    server.startup();
    return new TestBroker(server, port);
  }

  /** Below the ports of outgoing connections, so that none takes it before the broker does. */
  private static int freePort() {
    return ThreadLocalRandom.current()
        .ints(20_000, 32_768)
        .filter(TestBroker::free)
        .findFirst()
        .orElseThrow();
  }

  private static boolean free(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  String bootstrapServers() {
    return HOST + ":" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
