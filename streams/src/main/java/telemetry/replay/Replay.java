package telemetry.replay;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.StandingRows;
import telemetry.window.WindowRules;

/** Recomputes rows from the log of readings. */
public final class Replay {
  private final ReadingLog log;
  private final IntFunction<ZoneId> zones;
  private final Walk walk;

  /**
   * Over a log and the tables that were made from it.
   *
   * @param zones of systems
   * @param rules those of the live windows
   * @param mostReadings how many readings may be in memory at once, unless one system has more
   */
  public Replay(
      ReadingLog log,
      StandingRows tables,
      IntFunction<ZoneId> zones,
      WindowRules rules,
      long mostReadings) {
    this.log = log;
    this.zones = zones;
    this.walk = new Walk(log, tables, rules, new Hearing(log, rules, zones, mostReadings));
  }

  /** What each partition of the log holds now. */
  public List<Extent> extents() {
    var extents = new ArrayList<Extent>();
    for (int partition = 0; partition < log.partitions(); partition++) {
      extents.add(log.extent(partition));
    }
    return extents;
  }

  /** What would be written; writes nothing. */
  public Plan plan(Task task, Watcher watcher) {
    var plan = new Plan(zones);
    walk.go(
        task,
        piece -> true,
        new Walk.Visitor() {
          @Override
          public void begin(int pieces) {
            watcher.begin(pieces, 0);
          }

          @Override
          public void piece(Compared compared) {
            plan.add(compared);
            watcher.piece(compared.counts());
          }
        });
    return plan;
  }

  /**
   * Writes it, from wherever it was left.
   *
   * @throws CancelledException if somebody told it to stop; the record says so too
   */
  public void run(Batch batch, Ledger ledger, RowLog out, Watcher watcher) {
    var run = new Run(batch, ledger, out, watcher);
    walk.go(Task.of(batch), run::wants, run);
    ledger.put(batch.id(), Batch.State.DONE);
  }
}
