package telemetry.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import telemetry.deploy.run.Cluster;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.registry.AvroSerde;
import telemetry.topics.Partitions;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/**
 * Everything that a sink reads, all the time until it is stopped: few keys that change often, older
 * revisions after newer ones, months in any order, points that nobody has heard of.
 */
final class SinkLoad implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final int SYSTEMS = 12;
  private static final long TICK_MILLIS = 10;
  private static final Instant BASE = Instant.parse("2025-10-31T20:00:00Z");
  private static final Map<Topic<Aggregate>, Duration> LENGTHS =
      Map.of(
          Topics.AGG_5M, Duration.ofMinutes(5),
          Topics.AGG_1H, Duration.ofHours(1),
          Topics.AGG_1D, Duration.ofDays(1));
  private static final Status[] STATUSES = {Status.PROVISIONAL, Status.SETTLED, Status.CORRECTED};

  private final Cluster cluster;
  private final Random random;
  private final KafkaProducer<byte[], byte[]> producer;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "load");
  private int turn;

  SinkLoad(Cluster cluster, Random random) {
    this.cluster = cluster;
    this.random = random;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.kafka().getOrDefault("bootstrap.servers", ""),
                "enable.idempotence",
                true,
                "max.block.ms",
                60_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    thread.start();
  }

  private void run() {
    try {
      while (!stop.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        for (int i = 0; i < 8; i++) {
          send(Topics.AGG_5M);
        }
        send(Topics.AGG_1H);
        send(Topics.AGG_1D);
        send(Topics.READINGS, reading());
        if (turn % 8 == 0) {
          send(Topics.EVENTS, event());
        }
        turn++;
      }
      producer.flush();
    } catch (InterruptedException | RuntimeException e) {
      failure.set(e);
    }
  }

  private int system() {
    return 1 + random.nextInt(SYSTEMS);
  }

  private void send(Topic<Aggregate> topic) {
    Aggregate row = row(LENGTHS.getOrDefault(topic, Duration.ZERO));
    send(topic, row, row.key().text(), Partitions.ofPoint(row.key(), PARTITIONS));
  }

  /** Equal revisions hold equal rows: all it says follows from its name and its revision. */
  private Aggregate row(Duration length) {
    var key = new PointKey(system(), "a" + random.nextInt(1 + Math.min(20, turn / 100)));
    int months = random.nextInt(50) == 0 ? -random.nextInt(80) : 0;
    Instant end =
        BASE.plus(length.multipliedBy(1 + random.nextInt(100))).plus(Duration.ofDays(31L * months));
    int offset = Math.max(0, turn - random.nextInt(60));
    double value = new Random(31L * key.hashCode() + 7L * end.hashCode() + offset).nextDouble();
    return new Aggregate(
        key,
        Kind.GAUGE,
        "W",
        end.minus(length),
        end,
        value,
        value - 1,
        value + 1,
        value,
        null,
        null,
        null,
        1 + offset % 7,
        offset % 3,
        0,
        Quality.GOOD,
        STATUSES[random.nextInt(STATUSES.length)],
        new Revision(1, offset, 0),
        Origin.LIVE);
  }

  private SystemReading reading() {
    Instant at = BASE.plusSeconds(10L * random.nextInt(500));
    List<PointValue> values = new ArrayList<>();
    for (int point = 0; point < 3; point++) {
      values.add(
          new PointValue(
              "r" + point, Kind.GAUGE, "W", Value.of(random.nextDouble()), Quality.GOOD));
    }
    return new SystemReading(
        system(), "test", "s", Op.PUT, at, null, at.plusSeconds(1), null, null, values);
  }

  private Event event() {
    return new Event(
        EventType.COUNTER_RESET,
        system(),
        "e",
        BASE.plusSeconds(random.nextInt(100)),
        Map.of("turn", Integer.toString(turn)));
  }

  private void send(Topic<SystemReading> topic, SystemReading reading) {
    send(
        topic,
        reading,
        Integer.toString(reading.systemId()),
        Partitions.ofSystem(reading.systemId(), PARTITIONS));
  }

  private void send(Topic<Event> topic, Event event) {
    send(
        topic,
        event,
        Integer.toString(event.systemId()),
        Partitions.ofSystem(event.systemId(), PARTITIONS));
  }

  private <T> void send(Topic<T> topic, T value, String key, int partition) {
    byte[] bytes =
        new AvroSerde<>(topic, cluster.registry()).serializer().serialize(topic.name(), value);
    producer.send(
        new ProducerRecord<>(topic.name(), partition, key.getBytes(UTF_8), bytes),
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  /** Ends when the brokers have everything. */
  @Override
  public void close() throws InterruptedException {
    stop.countDown();
    thread.join();
    producer.close();
    Exception e = failure.get();
    if (e != null) {
      throw new IllegalStateException("the load: wanted it in the log, found " + e, e);
    }
  }
}
