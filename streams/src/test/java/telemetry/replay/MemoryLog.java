package telemetry.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import telemetry.model.Guard;
import telemetry.model.SystemReading;
import telemetry.recalculation.Extent;
import telemetry.topics.Partitions;

/** A log of readings in memory: what was sent, in its order. */
final class MemoryLog implements ReadingLog {
  private record Entry(SystemReading reading, long offset, long appendedAt) {}

  private final List<List<Entry>> partitions = new ArrayList<>();
  private final long step;

  MemoryLog(int partitions) {
    this(partitions, 1);
  }

  /** One in which so many offsets are somebody else's between two that count. */
  MemoryLog(int partitions, long step) {
    this.step = step;
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new ArrayList<>());
    }
  }

  /** One that is as crowded as a seed says. */
  static MemoryLog crowded(int partitions, long seed) {
    return new MemoryLog(partitions, List.of(1L, 3_000L, 20_000L).get(Math.floorMod(seed, 3)));
  }

  /** Appends; says where. */
  long append(SystemReading reading) {
    List<Entry> log = of(reading);
    long last = log.isEmpty() ? Long.MIN_VALUE : log.get(log.size() - 1).appendedAt();
    return append(reading, Math.max(last, reading.measuredAt().toEpochMilli()));
  }

  long append(SystemReading reading, long appendedAt) {
    List<Entry> log = of(reading);
    long offset = log.size() * step;
    log.add(new Entry(reading, offset, appendedAt));
    return offset;
  }

  private List<Entry> of(SystemReading reading) {
    return partitions.get(Partitions.ofSystem(reading.systemId(), partitions.size()));
  }

  @Override
  public int partitions() {
    return partitions.size();
  }

  @Override
  public Extent extent(int partition) {
    List<Entry> log = partitions.get(partition);
    return new Extent(0, log.isEmpty() ? 0 : (log.size() - 1) * step + 1, Extent.WHOLE);
  }

  @Override
  public void between(int partition, long begin, long end, IntPredicate systems, Visitor visitor) {
    for (Entry entry : List.copyOf(partitions.get(partition))) {
      if (entry.offset() >= begin
          && entry.offset() < end
          && systems.test(entry.reading().systemId())) {
        visitor.reading(entry.reading(), entry.offset(), entry.appendedAt());
      }
    }
  }

  @Override
  public void read(int partition, long from, long end, Visitor visitor) {
    for (Entry entry : List.copyOf(partitions.get(partition))) {
      boolean old = from > 0 && entry.appendedAt() < from - Guard.AHEAD.toMillis();
      if (entry.offset() < end && !old) {
        visitor.reading(entry.reading(), entry.offset(), entry.appendedAt());
      }
    }
  }
}
