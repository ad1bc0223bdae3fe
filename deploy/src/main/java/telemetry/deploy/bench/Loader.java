package telemetry.deploy.bench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.bench.stand.StandException;
import telemetry.deploy.bench.workload.Arrivals;
import telemetry.deploy.bench.workload.Length;
import telemetry.deploy.bench.workload.Polls;
import telemetry.deploy.bench.workload.Reference;
import telemetry.deploy.bench.workload.Row;
import telemetry.deploy.bench.workload.Workload;
import telemetry.deploy.run.Cluster;
import telemetry.model.PointKey;
import telemetry.model.Revision;
import telemetry.registry.AvroSerde;
import telemetry.topics.Partitions;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/** Fills a topic with a workload. */
final class Loader implements AutoCloseable {
  private final Cluster cluster;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  Loader(Cluster cluster) {
    this.cluster = cluster;
    Map<String, Object> settings = new HashMap<>(cluster.kafka());
    settings.put("compression.type", "lz4");
    settings.put("linger.ms", "20");
    settings.put("batch.size", "262144");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Fills it; returns when the broker has all. */
  void fill(Input input, Workload workload) {
    switch (input) {
      case NOTHING, AS_LEFT -> {}
      case RAW -> raw(workload);
      case READINGS -> readings(workload);
      case AGGREGATES -> aggregates(workload);
    }
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new StandException("load: the broker did not take all of it", failed);
    }
  }

  private void readings(Workload workload) {
    var polls = new Polls(workload);
    var serializer = new AvroSerde<>(Topics.READINGS, cluster.registry()).serializer();
    new Arrivals(workload)
        .all(
            (system, poll) ->
                send(Topics.READINGS, serializer, system, polls.reading(system, poll)));
  }

  private void raw(Workload workload) {
    var polls = new Polls(workload);
    var serializer = new AvroSerde<>(Topics.RAW, cluster.registry()).serializer();
    new Arrivals(workload)
        .all((system, poll) -> send(Topics.RAW, serializer, system, polls.raw(system, poll)));
  }

  private <T> void send(Topic<T> topic, Serializer<T> serializer, int system, T value) {
    byte[] key = Integer.toString(system).getBytes(StandardCharsets.UTF_8);
    send(new ProducerRecord<>(topic.name(), key, serializer.serialize(topic.name(), value)));
  }

  /** Window by window, as they are told. */
  private void aggregates(Workload workload) {
    var reference = new Reference(workload);
    var serializer = new AvroSerde<>(Topics.AGG_5M, cluster.registry()).serializer();
    for (int window = 0; window < workload.rows(Length.WINDOW); window++) {
      for (int system = 1; system <= workload.systems(); system++) {
        int partition = Partitions.ofSystem(system, Topics.LOCAL_PARTITIONS);
        for (int point = 0; point < workload.points().size(); point++) {
          Row row = reference.row(system, point, Length.WINDOW, window);
          send(
              new ProducerRecord<>(
                  Topics.AGG_5M.name(),
                  partition,
                  new PointKey(system, row.path()).text().getBytes(StandardCharsets.UTF_8),
                  serializer.serialize(
                      Topics.AGG_5M.name(), row.settled(new Revision(1, window, 0)))));
        }
      }
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    // What became of it is kept below.
    var unused =
        producer.send(
            record,
            (place, fault) -> {
              if (fault != null) {
                failure.compareAndSet(null, fault);
              }
            });
  }

  @Override
  public void close() {
    producer.close();
  }
}
