package telemetry.deploy.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import telemetry.deploy.bench.workload.Absent;
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
import telemetry.topics.Topics;

/** Fills a topic with a workload; returns when the broker has all. */
final class Loader implements AutoCloseable {
  private static final Map<String, String> BULK = Map.of("linger.ms", "20", "batch.size", "262144");

  private final Cluster cluster;
  private final Sender sender;

  Loader(Cluster cluster) {
    this.cluster = cluster;
    this.sender = new Sender(cluster, BULK);
  }

  void fill(Input input, Workload workload) {
    switch (input) {
      case NOTHING, AS_LEFT, TOLD_AGAIN -> {}
      case RAW -> raw(workload);
      case READINGS -> readings(workload, Absent.NONE);
      case AGGREGATES -> aggregates(workload);
    }
  }

  void readings(Workload workload, Absent absent) {
    var polls = new Polls(workload);
    new Arrivals(workload)
        .all(
            (system, poll) -> {
              if (!absent.is(system, poll)) {
                sender.send(polls.reading(system, poll), place -> {});
              }
            });
    sender.drain();
  }

  private void raw(Workload workload) {
    var polls = new Polls(workload);
    String topic = Topics.RAW.name();
    var serializer = new AvroSerde<>(Topics.RAW, cluster.registry()).serializer();
    new Arrivals(workload)
        .all(
            (system, poll) -> {
              byte[] key = Integer.toString(system).getBytes(StandardCharsets.UTF_8);
              byte[] value = serializer.serialize(topic, polls.raw(system, poll));
              sender.send(new ProducerRecord<>(topic, key, value), place -> {});
            });
    sender.drain();
  }

  /** Window by window, as they are told. */
  private void aggregates(Workload workload) {
    var reference = new Reference(workload);
    String topic = Topics.AGG_5M.name();
    var serializer = new AvroSerde<>(Topics.AGG_5M, cluster.registry()).serializer();
    for (int window = 0; window < workload.rows(Length.WINDOW); window++) {
      for (int system = 1; system <= workload.systems(); system++) {
        int partition = Partitions.ofSystem(system, Topics.LOCAL_PARTITIONS);
        for (int point = 0; point < workload.points().size(); point++) {
          Row row = reference.row(system, point, Length.WINDOW, window);
          byte[] key = new PointKey(system, row.path()).text().getBytes(StandardCharsets.UTF_8);
          byte[] value = serializer.serialize(topic, row.settled(new Revision(1, window, 0)));
          sender.send(new ProducerRecord<>(topic, partition, key, value), place -> {});
        }
      }
    }
    sender.drain();
  }

  @Override
  public void close() {
    sender.close();
  }
}
