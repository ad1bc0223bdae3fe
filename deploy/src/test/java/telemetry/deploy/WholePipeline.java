package telemetry.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import telemetry.control.ControlLog;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.LocalPipeline;
import telemetry.deploy.run.Roles;
import telemetry.deploy.run.Running;
import telemetry.deploy.systems.SystemsTopic;
import telemetry.model.Control;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topic;

/** The real pipeline in this process: broker, registry, PostgreSQL and all roles. */
public final class WholePipeline implements AutoCloseable {
  /** Rows are told ten times as often as by default: a test waits for them again and again. */
  static final Map<String, String> PROMPT = Map.of("streams.emit.interval.ms", "100");

  public final Endpoints endpoints;
  final Cluster cluster;
  private final Running running;
  private final URI ops;
  private final KafkaProducer<byte[], byte[]> producer;

  WholePipeline(Path dataDir) {
    this(dataDir, PROMPT, Clock.systemUTC());
  }

  /** With settings of the roles, and a time of its own. */
  public WholePipeline(Path dataDir, Map<String, String> settings, Clock clock) {
    running = Running.untilSignal();
    LocalPipeline pipeline =
        LocalPipeline.start(running, dataDir, Map.of(), settings, Roles::all, clock);
    endpoints = pipeline.endpoints();
    ops = URI.create(pipeline.opsUrl());
    cluster = Cluster.connect(settings(), Clock.systemUTC());
    var kafka = new HashMap<String, Object>(cluster.kafka());
    kafka.put("enable.idempotence", "true");
    producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
  }

  Map<String, String> settings() {
    return new HashMap<>(endpoints.settings());
  }

  /** Declares systems. */
  public void declare(SystemDeclaration... systems) {
    new SystemsTopic(cluster.kafka(), cluster.registry()).declare(List.of(systems));
  }

  /** A reading as a gateway that speaks points would send it. */
  public void read(Topic<SystemReading> topic, SystemReading reading) {
    byte[] value =
        new AvroSerde<>(topic, cluster.registry()).serializer().serialize(topic.name(), reading);
    send(topic, Integer.toString(reading.systemId()).getBytes(UTF_8), value);
  }

  void send(Topic<?> topic, byte[] key, byte[] value) {
    producer.send(new ProducerRecord<>(topic.name(), key, value));
  }

  /** Writes a fact that the processes agree on. */
  public void write(Control fact) {
    new ControlLog(cluster.kafka(), cluster.registry()).write(fact);
  }

  /** Where it does not belong, perhaps. */
  void send(Topic<?> topic, int partition, byte[] key, byte[] value) {
    producer.send(new ProducerRecord<>(topic.name(), partition, key, value));
  }

  /** Everything that is in the log now has become rows. */
  public void awaitIdle() {
    assertThat(lacking(Duration.ofSeconds(60))).isEmpty();
  }

  /** What has not become rows when the time is over. */
  Optional<String> lacking(Duration timeout) {
    producer.flush();
    try (var scan = new TopicScan(cluster.kafka(), Duration.ofSeconds(60))) {
      return new Progress(cluster.stages(settings()), scan).await(timeout);
    }
  }

  /** Every committed record of a topic. */
  public void records(Topic<?> topic, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    Records.read(cluster.kafka(), topic, visitor);
  }

  /** What the roles count, as Prometheus reads it. */
  public String metrics() {
    try (var in = ops.resolve("/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("metrics of a pipeline that runs", e);
    }
  }

  List<String> query(String sql) {
    try (var connection = DriverManager.getConnection(endpoints.jdbcUrl());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var result = new ArrayList<String>();
      while (rows.next()) {
        result.add(rows.getString(1));
      }
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows of a system as {@link StandingRow} writes them; EMPTY ones are left out. */
  public List<String> rows(int systemId) {
    try (var connection = DriverManager.getConnection(endpoints.jdbcUrl())) {
      return StandingRow.read(connection, systemId);
    } catch (SQLException e) {
      throw new IllegalStateException("rows of " + systemId, e);
    }
  }

  @Override
  public void close() {
    producer.close();
    cluster.close();
    running.close();
  }
}
