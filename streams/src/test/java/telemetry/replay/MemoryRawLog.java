package telemetry.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import telemetry.model.RawPosition;
import telemetry.model.SystemReading;
import telemetry.recalculation.Extent;
import telemetry.topics.Partitions;
import telemetry.vendors.Decoded;

/** Raw records in memory, and what a decoder makes of them. */
final class MemoryRawLog implements RawLog {
  /**
   * What a vendor sent.
   *
   * @param seed says the rest
   */
  record Sent(int system, RawPosition place, Instant at, long seed) {}

  /** A version of the program. */
  interface Meaning {
    List<SystemReading> of(Sent sent);
  }

  final List<List<Sent>> partitions = new ArrayList<>();
  private Meaning today;

  MemoryRawLog(int partitions, Meaning today) {
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new ArrayList<>());
    }
    this.today = today;
  }

  void understand(Meaning other) {
    today = other;
  }

  Sent append(int system, Instant at, long seed) {
    int partition = Partitions.ofSystem(system, partitions.size());
    List<Sent> log = partitions.get(partition);
    var sent = new Sent(system, new RawPosition(partition, log.size()), at, seed);
    log.add(sent);
    return sent;
  }

  @Override
  public Extent extent(int partition) {
    return new Extent(0, partitions.get(partition).size(), Extent.WHOLE);
  }

  @Override
  public void read(int partition, long from, long end, Visitor visitor) {
    for (Sent sent : List.copyOf(partitions.get(partition))) {
      if (sent.place().offset() < end) {
        visitor.record(sent.place().offset(), new Decoded.Accepted(today.of(sent), List.of()));
      }
    }
  }
}
