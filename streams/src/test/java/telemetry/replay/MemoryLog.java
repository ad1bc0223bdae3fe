package telemetry.replay;

import java.util.ArrayList;
import java.util.List;
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
    append(reading, reading.measuredAt().toEpochMilli());
  }

  void append(SystemReading reading, long appendedAt) {
    List<Entry> log = partitions.get(Partitions.ofSystem(reading.systemId(), partitions.size()));
    log.add(new Entry(reading, log.size(), appendedAt));
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
    for (Entry entry : partitions.get(partition)) {
      boolean old = entry.reading().measuredAt().toEpochMilli() < from;
      if (entry.offset() < end && !old) {
        visitor.reading(entry.reading(), entry.offset(), entry.appendedAt());
      }
    }
  }
}
