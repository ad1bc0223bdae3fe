package telemetry.deploy.rejected;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.progress.TopicScan;
import telemetry.model.PointKey;
import telemetry.topics.Partitions;
import telemetry.topics.RejectedHeaders;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/**
 * Sends refused records back to where they came from. A record and the mark that it was sent are
 * one transaction: whoever is killed between them has sent nothing, and no two send the same.
 */
public final class Redrive implements AutoCloseable {
  /** One for all, so that a second one ends the first. */
  private static final String TRANSACTIONS = "telemetry-redrive";

  /** A transaction is short: while it is open nobody reads on. */
  private static final int TOGETHER = 500;

  private static final long BYTES_TOGETHER = 4 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
  private final TopicScan scan;

  /**
   * What became of it.
   *
   * @param sent records that went back
   * @param before records that had gone back before
   * @param lost records that cannot: where they came from, or their bytes, are not known
   */
  public record Outcome(
      List<RejectedRecord> sent, List<RejectedRecord> before, List<RejectedRecord> lost) {}

  /** A record that goes back, and the mark that it did. */
  private record Return(
      ProducerRecord<byte @Nullable [], byte @Nullable []> record,
      ProducerRecord<byte @Nullable [], byte @Nullable []> mark,
      int bytes) {}

  /** On a cluster; nobody else redrives from now on. */
  public Redrive(Map<String, String> kafka) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("transactional.id", TRANSACTIONS);
    settings.put("transaction.timeout.ms", "15000");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions(); // What somebody left half done is undone before we look.
    this.scan = new TopicScan(kafka, PATIENCE);
  }

  /** Sends those that were not sent before. */
  public Outcome run(RejectedFilter filter) {
    var waiting = new ArrayList<RejectedRecord>();
    var before = new ArrayList<RejectedRecord>();
    Set<String> seen = new HashSet<>();
    for (RejectedRecord record : RejectedTopic.read(scan, filter)) {
      boolean again = record.redriven() || !seen.add(record.identity());
      (again ? before : waiting).add(record);
    }
    var sent = new ArrayList<RejectedRecord>();
    var lost = new ArrayList<RejectedRecord>();
    var ready = new ArrayList<Return>();
    long bytes = 0;
    for (RejectedRecord record : waiting) {
      Optional<Return> back = back(record);
      back.ifPresent(ready::add);
      bytes += back.map(Return::bytes).orElse(0);
      (back.isPresent() ? sent : lost).add(record);
      if (ready.size() >= TOGETHER || bytes >= BYTES_TOGETHER) {
        send(ready);
        bytes = 0;
      }
    }
    send(ready);
    return new Outcome(sent, before, lost);
  }

  private void send(List<Return> ready) {
    if (ready.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    for (Return one : ready) {
      // A send that fails fails the commit.
      var unused = producer.send(one.record());
      var unusedMark = producer.send(one.mark());
    }
    producer.commitTransaction();
    ready.clear();
  }

  /** What is to be sent for a record; looked up before a transaction is open. */
  private Optional<Return> back(RejectedRecord record) {
    Origin origin = record.origin();
    if (origin == null || topic(origin).isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> value = bytes(record, origin);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    byte[] name = record.identity().getBytes(StandardCharsets.UTF_8);
    var back =
        new ProducerRecord<byte @Nullable [], byte @Nullable []>(
            origin.topic(),
            partition(record, origin, topic(origin).get()),
            record.key(),
            value.get(),
            RejectedHeaders.original(record.headers()));
    back.headers().add(RejectedHeaders.REDRIVEN_FROM, name);
    var mark =
        new ProducerRecord<byte @Nullable [], byte @Nullable []>(
            Topics.REJECTED.name(), record.place().partition(), record.key(), null);
    mark.headers().add(RejectedHeaders.REDRIVEN, name);
    return Optional.of(new Return(back, mark, value.get().length));
  }

  private static Optional<Topic<?>> topic(Origin origin) {
    return Topics.all().stream().filter(one -> one.name().equals(origin.topic())).findFirst();
  }

  /** Its bytes; those that there was no room for stand where it came from, as long as they do. */
  private Optional<byte[]> bytes(RejectedRecord record, Origin origin) {
    byte[] whole = record.value();
    if (whole != null && whole.length > 0) {
      return Optional.of(whole);
    }
    var partition = new TopicPartition(origin.topic(), origin.partition());
    if (origin.offset() < scan.beginnings(origin.topic()).getOrDefault(partition, Long.MAX_VALUE)) {
      return Optional.empty();
    }
    var found = new ArrayList<byte[]>();
    scan.between(
        partition,
        origin.offset(),
        origin.offset() + 1,
        one -> Optional.ofNullable(one.value()).ifPresent(found::add));
    return found.stream().findFirst();
  }

  /** Where its key belongs, which is not where it stood if that is why it was refused. */
  private int partition(RejectedRecord record, Origin origin, Topic<?> topic) {
    byte[] key = record.key();
    if (key == null) {
      return origin.partition();
    }
    int partitions = producer.partitionsFor(origin.topic()).size();
    if (topic.key() != Topic.Key.POINT) {
      return Partitions.ofKey(key, partitions);
    }
    try {
      return Partitions.ofPoint(PointKey.parse(record.keyText()), partitions);
    } catch (IllegalArgumentException e) {
      return origin.partition(); // It names no point; there it will be refused once more.
    }
  }

  @Override
  public void close() {
    scan.close();
    producer.close();
  }
}
