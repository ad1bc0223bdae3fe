package telemetry.deploy.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import telemetry.deploy.progress.TopicScan;
import telemetry.model.Epoch;
import telemetry.model.Redefinitions;
import telemetry.model.SystemReading;
import telemetry.records.ReadingGate;
import telemetry.registry.SchemaRegistry;
import telemetry.sink.verify.Finding;
import telemetry.sink.verify.Verification.Result;
import telemetry.sink.verify.WindowRow;
import telemetry.topics.Partitions;
import telemetry.topics.Topics;

/**
 * Derives rows again from the log of readings, by the function that made them first. A row says how
 * much of the log it was computed from, so the log may grow meanwhile: it is read up to there.
 */
public final class DerivedWindows {
  private static final String NAME = "windows";

  private final TopicScan scan;
  private final ReadingGate gate;
  private final Epoch epoch;
  private final Redefinitions redefinitions;

  /**
   * From the log of one cluster.
   *
   * @param epoch the epoch in force
   * @param redefinitions what points mean
   */
  public DerivedWindows(
      TopicScan scan, SchemaRegistry registry, Epoch epoch, Redefinitions redefinitions) {
    this.scan = scan;
    this.gate = new ReadingGate(epoch.partitions(), registry);
    this.epoch = epoch;
    this.redefinitions = redefinitions;
  }

  /**
   * Holds rows against the log.
   *
   * @param most how many findings are shown at most
   */
  public Result check(List<WindowRow> rows, int most) {
    Map<TopicPartition, Long> first = scan.beginnings(Topics.READINGS.name());
    Map<TopicPartition, Long> ends = scan.ends(Topics.READINGS.name());
    List<Finding> found = new ArrayList<>();
    Map<TopicPartition, List<Derivation>> begun = new LinkedHashMap<>();
    int older = 0;
    for (WindowRow row : rows) {
      var partition =
          new TopicPartition(
              Topics.READINGS.name(),
              Partitions.ofSystem(row.key().systemId(), epoch.partitions()));
      long end = ends.getOrDefault(partition, 0L);
      OptionalLong from = provenFrom(partition, row, first.getOrDefault(partition, 0L));
      if (row.offset() >= end) {
        found.add(
            finding(
                row,
                "revision: wanted one in %s before %d, found %d"
                    .formatted(partition, end, row.offset())));
      } else if (from.isEmpty()) {
        older++;
      } else {
        begun
            .computeIfAbsent(partition, it -> new ArrayList<>())
            .add(new Derivation(row, from.getAsLong(), epoch, redefinitions));
      }
    }
    begun.forEach((partition, some) -> read(partition, some));
    begun.values().stream()
        .flatMap(List::stream)
        .forEach(one -> one.difference().ifPresent(text -> found.add(finding(one.row(), text))));
    String says =
        "%d sampled windows, derived again from the log, equal their rows%s"
            .formatted(rows.size() - older, older == 0 ? "" : "; " + older + " are older than it");
    return new Result(NAME, says, found.size(), found.stream().limit(most).toList());
  }

  /** Everything that was appended since then; nothing where the log does not reach back to it. */
  private OptionalLong provenFrom(TopicPartition partition, WindowRow row, long first) {
    long from = scan.since(partition, row.base().minus(Derivation.LEAD));
    return first == 0 || from > first ? OptionalLong.of(from) : OptionalLong.empty();
  }

  private static Finding finding(WindowRow row, String text) {
    return new Finding(NAME, row.key().systemId(), row.key().path(), row.end(), text);
  }

  /** Reads what the derivations need, each place of the log once. */
  private void read(TopicPartition partition, List<Derivation> derivations) {
    derivations.sort(Comparator.comparingLong(Derivation::from));
    Map<String, List<Derivation>> bySystem = new HashMap<>();
    for (Derivation one : derivations) {
      bySystem
          .computeIfAbsent(Integer.toString(one.row().key().systemId()), it -> new ArrayList<>())
          .add(one);
    }
    long read = 0;
    for (int i = 0; i < derivations.size(); i++) {
      long from = Math.max(read, derivations.get(i).from());
      long to = derivations.get(i).row().offset() + 1;
      while (i + 1 < derivations.size() && derivations.get(i + 1).from() <= to) {
        to = Math.max(to, derivations.get(++i).row().offset() + 1);
      }
      if (from < to) {
        scan.between(partition, from, to, record -> hear(record, bySystem));
        read = to;
      }
    }
  }

  private void hear(ConsumerRecord<byte[], byte[]> record, Map<String, List<Derivation>> bySystem) {
    byte[] key = record.key();
    List<Derivation> wanting =
        key == null ? null : bySystem.get(new String(key, StandardCharsets.UTF_8));
    if (wanting != null) {
      reading(record).ifPresent(it -> wanting.forEach(one -> one.hear(it, record.offset())));
    }
  }

  /** The reading, unless streams refused it by the same gate. */
  private Optional<SystemReading> reading(ConsumerRecord<byte[], byte[]> record) {
    return gate.read(record.key(), record.value(), record.partition(), record.timestamp())
            instanceof ReadingGate.Entry.Let let
        ? Optional.of(let.reading())
        : Optional.empty();
  }
}
