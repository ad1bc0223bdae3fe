package telemetry.topology;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import telemetry.model.Rejection;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemIds;
import telemetry.records.RecordGuard;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.registry.UndecodableException;
import telemetry.topics.Topics;
import telemetry.window.StateCodec;
import telemetry.window.Zone;

/** The time zones of a task's systems, as they are declared. */
final class Zones {
  private static final long NONE = Long.MAX_VALUE;

  private final Deserializer<SystemDeclaration> declarations;
  private final RecordGuard guard;
  private final Map<Integer, Zone> moving = new LinkedHashMap<>();
  private long earliest = NONE;

  Zones(SchemaRegistry registry, RecordGuard guard) {
    this.declarations = new AvroSerde<>(Topics.SYSTEMS, registry).deserializer();
    this.guard = guard;
  }

  /** Takes up what the store has. */
  void load(KeyValueStore<Bytes, byte[]> store) {
    var codec = new StateCodec();
    moving.clear();
    try (var zones = store.range(StateKeys.FIRST_ZONE, StateKeys.AFTER_ZONES)) {
      while (zones.hasNext()) {
        KeyValue<Bytes, byte[]> entry = zones.next();
        Zone zone = codec.zone(entry.value);
        if (zone.isMoving()) {
          moving.put(StateKeys.systemOf(entry.key), zone);
        }
      }
    }
    findEarliest();
  }

  /** What a declaration says, or why it cannot stand. */
  sealed interface Declared {
    /** The zone of a system. */
    record In(int systemId, ZoneId zone) implements Declared {}

    /** It says nothing that can be used. */
    record Refused(Rejection rejection) implements Declared {}
  }

  Declared read(Record<byte[], byte[]> record, RecordMetadata place) {
    try {
      @Nullable SystemDeclaration system = declarations.deserialize(place.topic(), record.value());
      int systemId = system == null ? removed(record.key()) : system.systemId();
      ZoneId zone = system == null ? ZoneOffset.UTC : system.timezone();
      return guard
          .check(record.key(), place.partition(), systemId)
          .<Declared>map(Declared.Refused::new)
          .orElseGet(() -> new Declared.In(systemId, zone));
    } catch (UndecodableException e) {
      return new Declared.Refused(e.rejection());
    }
  }

  /** A removed declaration names its system in the key alone; 0 where that is no system. */
  private static int removed(byte @Nullable [] key) {
    try {
      return key == null ? 0 : SystemIds.parse(new String(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  /**
   * Keeps a zone; of a system that was heard, days are told in it from the next reading on.
   *
   * @param heard how far the task has read
   */
  Zone declare(StoredSystem system, int systemId, ZoneId declared, long heard) {
    Zone zone =
        system.facts() == null ? Zone.always(declared) : system.zone().declare(declared, heard + 1);
    system.putZone(zone);
    if (zone.isMoving()) {
      moving.put(systemId, zone);
      earliest = Math.min(earliest, zone.from());
    }
    return zone;
  }

  private void findEarliest() {
    earliest = moving.values().stream().mapToLong(Zone::from).min().orElse(NONE);
  }

  /** The systems whose days are to be told in another zone from a reading on. */
  Set<Integer> takeMoving(long offset) {
    if (offset < earliest) {
      return Set.of();
    }
    var taken = new LinkedHashSet<Integer>();
    moving.forEach(
        (systemId, zone) -> {
          if (zone.movesAt(offset)) {
            taken.add(systemId);
          }
        });
    moving.keySet().removeAll(taken);
    findEarliest();
    return taken;
  }
}
