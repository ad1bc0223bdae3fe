package telemetry.deploy.bench.textbook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import telemetry.deploy.bench.stand.Quiet;
import telemetry.deploy.run.Running;
import telemetry.registry.SchemaRegistries;
import telemetry.topics.Topics;

/** Readings to rows in a topic. Two threads on two processors; all else is Kafka's default. */
public final class TextbookStreams {
  /** The consumer group, and the prefix of the internal topics. */
  public static final String GROUP = "textbook";

  /** The topic between the two halves. */
  public static final String BETWEEN = GROUP + "-" + TextbookTopology.SAMPLES + "-repartition";

  /** Where the rows go. */
  public static final String ROWS = TextbookTopology.ROWS;

  private TextbookStreams() {}

  /**
   * Runs until it is stopped.
   *
   * @param args bootstrap servers, registry, state directory, guarantee, hours of grace
   */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    Quiet.please();
    var properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, GROUP);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, args[2]);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, args[3]);
    properties.put(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, Runtime.getRuntime().availableProcessors());
    properties.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
    if (args[3].equals(StreamsConfig.AT_LEAST_ONCE)) {
      // Half a minute by default: its rows would come so late whenever they are counted.
      properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
    }
    try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", args[0]))) {
      var topic = new NewTopic(ROWS, Topics.LOCAL_PARTITIONS, (short) 1);
      admin.createTopics(List.of(topic.configs(Map.of("compression.type", "lz4")))).all().get();
    }
    var registry = SchemaRegistries.connect(Map.of("schema.registry.url", args[1]));
    var topology = TextbookTopology.draw(registry, Duration.ofHours(Integer.parseInt(args[4])));
    Running running = Running.untilSignal();
    running.start(
        () -> {
          var streams = new KafkaStreams(topology, properties);
          streams.start();
          return streams;
        });
    new CountDownLatch(1).await();
  }
}
