package telemetry.sink.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import telemetry.avro.AvroIn;
import telemetry.avro.ReadingShape;
import telemetry.model.Guard;
import telemetry.model.SystemReading;
import telemetry.registry.AvroDeserializer;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.LoggedReading;
import telemetry.sink.batch.Tables;
import telemetry.sink.kafka.RecordReader.Read.Good;

/**
 * Where only the newest reading of each point is kept, nearly all of history is needless: a reading
 * of the same points as a newer one beside it, and newer than everything that the tables have of
 * its system. That is told by comparing bytes, of systems all of whose records have one shape; what
 * is left is judged as ever.
 */
final class NewestSieve implements Flow.Sieve {
  /** Fewer are read at once: live, each system says little new in a batch. */
  private static final int WORTH_IT = 500;

  /** While a batch and more waits in the log, one is so many times as large and as old. */
  static final int CATCHING_UP = 3;

  /** Live, they are gathered for so long at least. */
  static final Duration LIVE = Duration.ofMillis(500);

  private final AvroDeserializer<SystemReading> values;
  private final RecordReader<LoggedReading> reader;
  private final Tables tables;
  private final AvroIn in = new AvroIn();

  NewestSieve(
      AvroDeserializer<SystemReading> values, RecordReader<LoggedReading> reader, Tables tables) {
    this.values = values;
    this.reader = reader;
    this.tables = tables;
  }

  @Override
  public List<ConsumerRecord<byte[], byte[]>> needed(
      List<ConsumerRecord<byte[], byte[]>> records, int partitions) {
    if (records.size() < WORTH_IT) {
      return records;
    }
    Map<ByteBuffer, List<Integer>> byKey = new LinkedHashMap<>();
    for (int i = 0; i < records.size(); i++) {
      byte[] key = records.get(i).key();
      if (key != null) {
        byKey.computeIfAbsent(ByteBuffer.wrap(key), it -> new ArrayList<>()).add(i);
      }
    }
    Map<Integer, Map<Integer, Instant>> older = new HashMap<>();
    byKey.values().forEach(places -> look(records, places, partitions, older));
    if (older.isEmpty()) {
      return records;
    }
    Map<Integer, Instant> reached = tables.reached(older.keySet());
    var needless = new BitSet();
    older.forEach(
        (system, places) -> {
          Instant until = reached.get(system);
          places.forEach((place, at) -> needless.set(place, until == null || at.isAfter(until)));
        });
    List<ConsumerRecord<byte[], byte[]>> needed = new ArrayList<>();
    for (int i = needless.nextClearBit(0); i < records.size(); i = needless.nextClearBit(i + 1)) {
      needed.add(records.get(i));
    }
    return needed;
  }

  /**
   * Each batch writes every point once more. In history few large ones write less; and live, where
   * rows are wanted sooner than in half a second, nobody should wait for these before them.
   */
  @Override
  public Limits limits(Limits usual, long waiting) {
    if (waiting >= usual.rows()) {
      return usual.times(CATCHING_UP);
    }
    return usual.age().compareTo(LIVE) >= 0 ? usual : new Limits(usual.rows(), usual.bytes(), LIVE);
  }

  /** Finds, of one system, the records that are older than its last, if that can be told. */
  private void look(
      List<ConsumerRecord<byte[], byte[]>> records,
      List<Integer> places,
      int partitions,
      Map<Integer, Map<Integer, Instant>> older) {
    ConsumerRecord<byte[], byte[]> last = records.get(places.get(places.size() - 1));
    if (places.size() == 1
        || !(reader.read(last, partitions) instanceof Good<LoggedReading> good)) {
      return;
    }
    ReadingShape shape = shape(last.value());
    SystemReading newest = good.value().reading();
    Map<Integer, Instant> found = new LinkedHashMap<>();
    for (int place : places.subList(0, places.size() - 1)) {
      ConsumerRecord<byte[], byte[]> record = records.get(place);
      long at =
          shape == null || record.value() == null
              ? ReadingShape.ANOTHER
              : shape.measuredAt(record.value());
      if (at == ReadingShape.ANOTHER || at == newest.measuredAt().toEpochMilli()) {
        return; // It may take back what the last one says.
      }
      Instant instant = Instant.ofEpochMilli(at);
      if (instant.isBefore(newest.measuredAt())
          && Guard.time(instant, Instant.ofEpochMilli(record.timestamp())).isEmpty()) {
        found.put(place, instant);
      }
    }
    older.put(newest.systemId(), found);
  }

  private @Nullable ReadingShape shape(byte[] value) {
    try {
      return values.isOurs(value) ? ReadingShape.of(value, AvroDeserializer.HEADER, in) : null;
    } catch (IOException e) {
      throw new IllegalStateException("a reading that was read cannot be read", e);
    }
  }
}
