package telemetry.deploy.imports;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Deserializer;
import telemetry.deploy.progress.TopicScan;
import telemetry.model.Aggregate;
import telemetry.model.SystemIds;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.registry.UndecodableException;
import telemetry.topics.Topics;

/** The polls of some systems that stand in the log. */
final class KnownPolls implements Present {
  private final Map<Integer, Instants> instants = new HashMap<>();

  KnownPolls(TopicScan scan, SchemaRegistry registry, Set<Integer> systems) {
    each(
        scan,
        registry,
        systems,
        poll ->
            instants
                .computeIfAbsent(poll.systemId(), id -> new Instants())
                .add(poll.measuredAt().toEpochMilli()));
  }

  /** Shows every poll of these systems that stands in the log, in its order. */
  static void each(
      TopicScan scan,
      SchemaRegistry registry,
      Set<Integer> systems,
      Consumer<SystemReading> visitor) {
    Deserializer<SystemReading> readings =
        new AvroSerde<>(Topics.READINGS, registry).deserializer();
    scan.all(
        Topics.READINGS.name(),
        record -> {
          if (record.key() != null && isOne(record.key(), systems)) {
            try {
              visitor.accept(readings.deserialize(Topics.READINGS.name(), record.value()));
            } catch (UndecodableException e) {
              return; // The windows refuse it too, and say why.
            }
          }
        });
  }

  private static boolean isOne(byte[] key, Set<Integer> systems) {
    try {
      String text = new String(key, StandardCharsets.UTF_8);
      return systems.contains(SystemIds.parse(text));
    } catch (IllegalArgumentException e) {
      return false; // No key of ours.
    }
  }

  @Override
  public boolean holds(int systemId, long at) {
    Instants known = instants.get(systemId);
    return known != null && known.contains(at);
  }

  @Override
  public boolean holds(Aggregate row) {
    return false;
  }
}
