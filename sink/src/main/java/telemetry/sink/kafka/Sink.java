package telemetry.sink.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.role.Health;
import telemetry.sink.SinkSettings;
import telemetry.sink.batch.Tables;
import telemetry.topics.Topics;

/** One writer with its clients. One thread runs it; any may ask for its health or stop it. */
public final class Sink implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private final Admin admin;
  private final ConsumerLoop loop;
  private volatile boolean stopping;

  /**
   * Connects nothing yet.
   *
   * @param writer its number among the writers of this process, from 0
   */
  public Sink(SinkSettings settings, int writer, Tables tables, MeterRegistry meters, Clock clock) {
    SchemaRegistry registry = SchemaRegistries.connect(settings.registry());
    Map<String, Object> kafka = clientSettings(settings, writer);
    this.consumer = new KafkaConsumer<>(consumerSettings(settings, writer, kafka));
    this.admin = Admin.create(kafka);
    List<Flow<?>> flows = new ArrayList<>();
    flows.add(Flow.systems(new AvroSerde<>(Topics.SYSTEMS, registry).deserializer(), tables));
    flows.add(Flow.readings(new AvroSerde<>(Topics.READINGS, registry).avroDeserializer(), tables));
    flows.add(Flow.events(new AvroSerde<>(Topics.EVENTS, registry).deserializer(), tables));
    for (var topic : List.of(Topics.AGG_5M, Topics.AGG_1H, Topics.AGG_1D)) {
      var values = new AvroSerde<>(topic, registry).deserializer();
      flows.add(Flow.aggregates(topic.name(), values, tables));
    }
    this.loop =
        new ConsumerLoop(
            consumer,
            new Taking(consumer, tables, this::facts),
            flows,
            new Rejects(() -> producer(kafka)),
            writer == 0 ? new Upkeep(tables) : Upkeep.bySomebodyElse(tables),
            settings.batch(),
            meters,
            clock);
  }

  /**
   * Runs until it is stopped.
   *
   * @throws SinkStopped if somebody must decide
   */
  public void run() {
    loop.subscribe();
    try {
      while (!stopping) {
        loop.turn();
      }
    } catch (WakeupException e) {
      if (!stopping) {
        throw e;
      }
    }
    loop.finish();
  }

  /** Made when first needed: most processes never do. */
  private synchronized KafkaProducer<byte[], byte[]> producer(Map<String, Object> kafka) {
    KafkaProducer<byte[], byte[]> made = producer;
    if (made == null) {
      made = new KafkaProducer<>(producerSettings(kafka));
      producer = made;
    }
    return made;
  }

  /** Ends {@link #run} soon; from any thread. */
  public void stop() {
    stopping = true;
    consumer.wakeup();
  }

  /** How it goes. */
  public Health health() {
    return loop.health();
  }

  /** Closes the clients, after {@link #run} has ended. */
  @Override
  public synchronized void close() {
    KafkaProducer<byte[], byte[]> made = producer;
    try (admin;
        made) {
      consumer.close();
    }
  }

  /** Each client has a name of its own, where one was given. */
  private static Map<String, Object> clientSettings(SinkSettings settings, int writer) {
    var result = new HashMap<String, Object>(settings.kafka());
    result.computeIfPresent("client.id", (name, given) -> given + "-" + writer);
    return result;
  }

  private static Map<String, Object> consumerSettings(
      SinkSettings settings, int writer, Map<String, Object> kafka) {
    var result = new HashMap<>(kafka);
    result.put("group.id", settings.group());
    if (!settings.instance().isEmpty()) {
      result.put("group.instance.id", settings.instance() + "-" + writer);
    }
    result.put("enable.auto.commit", "false");
    result.put("auto.offset.reset", "none");
    result.put("isolation.level", "read_committed");
    result.put("max.poll.records", settings.batch().rows());
    result.put("key.deserializer", ByteArrayDeserializer.class);
    result.put("value.deserializer", ByteArrayDeserializer.class);
    return result;
  }

  /** Gives up before the group gives up on us, and then waits like for everything else. */
  private static Map<String, Object> producerSettings(Map<String, Object> kafka) {
    var result = new HashMap<>(kafka);
    result.putIfAbsent("max.block.ms", 10_000);
    result.putIfAbsent("request.timeout.ms", 10_000);
    result.putIfAbsent("delivery.timeout.ms", 30_000);
    result.putIfAbsent("max.request.size", 16 * 1024 * 1024);
    result.put("acks", "all");
    result.put("key.serializer", ByteArraySerializer.class);
    result.put("value.serializer", ByteArraySerializer.class);
    return result;
  }

  private TopicFacts facts(String topic) {
    try {
      var described = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      if (described == null) {
        throw new UnknownTopicOrPartitionException(topic + ": Kafka does not know it");
      }
      return new TopicFacts(described.topicId().toString(), described.partitions().size());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
