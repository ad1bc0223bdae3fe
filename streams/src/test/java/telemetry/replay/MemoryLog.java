package telemetry.replay;

import java.util.ArrayList;
import java.util.List;
import telemetry.model.Guard;
import telemetry.model.SystemReading;
import telemetry.recalculation.Extent;
import telemetry.topics.Partitions;

/** A log of readings in memory: what was sent, in its order. */
final class MemoryLog implements ReadingLog {
  private record Entry(SystemReading reading, long offset, long appendedAt) {}

  private final List<List<Entry>> partitions = new ArrayList<>();

  MemoryLog(int partitions) {
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new ArrayList<>());
    }
  }

  void append(SystemReading reading) {
    List<Entry> log = of(reading);
    long last = log.isEmpty() ? Long.MIN_VALUE : log.get(log.size() - 1).appendedAt();
    append(reading, Math.max(last, reading.measuredAt().toEpochMilli()));
  }

  void append(SystemReading reading, long appendedAt) {
    List<Entry> log = of(reading);
    log.add(new Entry(reading, log.size(), appendedAt));
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
    return new Extent(0, partitions.get(partition).size(), Extent.WHOLE);
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
