package telemetry.replay;

import java.time.ZoneId;
import java.util.List;
import java.util.function.IntFunction;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Ledger;
import telemetry.window.WindowRules;

/**
 * Decodes the raw log again, and sends what differs to the log of readings, as corrections and
 * voids: the live windows, and the rows beyond their reach, learn of it by the ordinary way.
 */
public final class RawReplay {
  private final ReadingLog log;
  private final IntFunction<ZoneId> zones;
  private final WindowRules rules;
  private final RawWalk walk;

  /**
   * Over both logs.
   *
   * @param zones of systems
   * @param rules those of the live windows
   * @param mostReadings how many polls may be in memory at once, unless one system has more
   */
  public RawReplay(
      ReadingLog log, RawLog raw, IntFunction<ZoneId> zones, WindowRules rules, long mostReadings) {
    this.log = log;
    this.zones = zones;
    this.rules = rules;
    this.walk = new RawWalk(log, raw, rules, mostReadings);
  }

  /** Where both logs end now: of each partition of the readings, then of each of the raw bytes. */
  public List<Extent> extents() {
    return walk.extents();
  }

  /** What would be sent; sends nothing. Its counts are polls, its lines their values. */
  public Plan plan(Task task, Watcher watcher) {
    var plan = new Plan(zones);
    var counters = new CounterEnergy(rules, zones, plan);
    walk.go(
        task,
        piece -> true,
        new RawWalk.Visitor() {
          @Override
          public void begin(int pieces) {
            watcher.begin(pieces, 0);
          }

          @Override
          public void piece(ComparedPolls compared) {
            plan.add(compared);
            counters.add(compared);
            watcher.piece(compared.counts());
          }
        });
    counters.end();
    return plan;
  }

  /**
   * Sends it, from wherever it was left.
   *
   * @throws CancelledException if somebody told it to stop; the record says so too
   */
  public void run(Batch batch, Ledger ledger, PollLog out, Watcher watcher) {
    var run = new RawRun(batch, ledger, out, watcher);
    walk.go(Task.of(batch), run::wants, run);
    new Overtaken(ledger, log, out).sendAgain(batch);
    ledger.put(batch.id(), Batch.State.DONE);
  }
}
