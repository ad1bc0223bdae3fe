package telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Extent;
import telemetry.recalculation.RowKey;
import telemetry.recalculation.Scope;
import telemetry.recalculation.Standing;
import telemetry.topics.Topics;
import telemetry.window.Readings;
import telemetry.window.WindowRules;

class ReplayTest {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));
  private static final Instant NOON = Instant.parse("2025-11-11T12:00:00Z");
  private static final PointKey POWER = new PointKey(6, "power");
  private static final PointKey ENERGY = new PointKey(6, "energy");
  private static final Scope HOUR =
      new Scope(NOON, NOON.plus(Duration.ofHours(1)), Set.of(), Set.of());

  private final MemoryLog log = new MemoryLog(1);
  private final MemoryTables tables = new MemoryTables();
  private final MemoryLedger ledger = new MemoryLedger(NOON.plus(Duration.ofHours(2)));

  /**
   * One poll a minute from before noon until two; the last one is told as soon as it is measured.
   */
  private void day() {
    for (int minute = -30; minute <= 120; minute++) {
      Instant at = NOON.plusSeconds(60L * minute);
      log.append(reading(at, minute, 1000 + minute));
    }
  }

  private static SystemReading reading(Instant at, double power, double energy) {
    return Readings.of(
        6,
        at,
        List.of(
            new PointValue("power", Kind.GAUGE, "W", Value.of(power), Quality.GOOD),
            new PointValue("energy", Kind.COUNTER, "Wh", Value.of(energy), Quality.GOOD)));
  }

  private Replay replay(ReadingLog of) {
    return new Replay(of, tables, tables::zone, RULES, 1000);
  }

  private Batch open(Scope scope, List<Extent> extents) {
    return ledger.open(
        new Batch.Opening(
            "replay readings", scope, Duration.ofHours(1), "who", "why", "code", 1, extents, null));
  }

  private Batch run(Scope scope) {
    Batch batch = open(scope, replay(log).extents());
    replay(log).run(batch, ledger, tables, Watcher.NONE);
    return ledger.find(batch.id()).orElseThrow();
  }

  private Standing row(PointKey point, int minute) {
    return tables.table(Topics.AGG_5M).get(new RowKey(point, NOON.plusSeconds(60L * minute)));
  }

  private void put(Standing row) {
    tables.table(Topics.AGG_5M).put(row.name(), row);
  }

  private static Standing as(Standing row, double avg, Revision revision, Origin origin) {
    return new Standing(
        row.key(),
        row.kind(),
        row.unit(),
        row.start(),
        row.end(),
        avg,
        row.min(),
        row.max(),
        row.last(),
        row.lastText(),
        row.delta(),
        row.deltaSince(),
        row.sampleCount(),
        row.errorCount(),
        row.resetCount(),
        row.quality(),
        row.status(),
        revision,
        origin);
  }

  @Test
  void rowsSettleByTheSystemsTimeThoughWhatCameAfterTheRangeIsNotHeard() {
    day();

    Batch batch = run(HOUR);

    // 12 windows of each point; of the counter half an hour before, and after its next number. The
    // hours of them, of which the last is open, and the day, which is too.
    assertThat(batch.counts()).isEqualTo(new Counts(12 + 12 + 6 + 7 + 3, 0, 0, 0, 3, 0, 0, 0));
    Standing last = row(POWER, 60);
    assertThat(last.status()).isEqualTo(Status.SETTLED);
    assertThat(last.avg()).isEqualTo(58.0);
    assertThat(last.origin()).isEqualTo(Origin.REPLAY);
    assertThat(last.revision()).isEqualTo(new Revision(1, 150, 0));
    assertThat(row(ENERGY, 5).delta()).isEqualTo(5.0);
    assertThat(row(ENERGY, 5).deltaSince()).isEqualTo(NOON);
    assertThat(row(ENERGY, 65).delta()).isEqualTo(5.0);
  }

  @Test
  void aWindowThatIsOpenIsLeftToTheLivePipeline() {
    day();
    var end = new Scope(NOON.plusSeconds(6600), NOON.plusSeconds(7200), Set.of(), Set.of(POWER));

    Batch batch = run(end);

    assertThat(batch.counts().newer()).as("2 windows, an hour, a day").isEqualTo(4);
    assertThat(batch.counts().written()).isZero();
  }

  @Test
  void aRowThatKnowsMoreIsLeftAndOneOfAnOlderEpochIsNot() {
    day();
    run(HOUR);
    put(as(row(POWER, 5), 77, new Revision(1, 151, 0), Origin.LIVE));
    put(as(row(POWER, 10), 77, new Revision(2, 0, 0), Origin.LIVE));
    put(as(row(POWER, 15), 77, new Revision(0, 9999, 0), Origin.LIVE));

    Batch batch = run(HOUR);

    assertThat(batch.counts().newer()).as("with what is open").isEqualTo(2 + 3);
    assertThat(batch.counts().changed()).isEqualTo(1);
    assertThat(row(POWER, 5).avg()).isEqualTo(77);
    assertThat(row(POWER, 15).avg()).isEqualTo(13);
  }

  @Test
  void importedHistoryIsLeftWhereNoReadingSpeaks() {
    day();
    run(HOUR);
    Standing row = row(POWER, 5);
    var before = new RowKey(POWER, NOON.minus(Duration.ofDays(1)));
    put(
        as(
            new Standing(
                POWER,
                Kind.GAUGE,
                "W",
                before.end().minusSeconds(300),
                before.end(),
                1.0,
                1.0,
                1.0,
                1.0,
                null,
                null,
                null,
                1,
                0,
                0,
                Quality.GOOD,
                Status.SETTLED,
                row.revision(),
                Origin.LIVE),
            1.0,
            new Revision(0, 0, 0),
            Origin.IMPORT));
    put(as(row, 77, new Revision(0, 0, 0), Origin.IMPORT));

    Batch batch =
        run(new Scope(before.end().minusSeconds(1), HOUR.until(), Set.of(6), Set.of(POWER)));

    assertThat(batch.counts().imported()).isEqualTo(1);
    assertThat(batch.counts().changed()).isEqualTo(1);
    assertThat(row(POWER, 5).avg()).isEqualTo(3);
  }

  @Test
  void whatItsTableKeepsNoLongerIsLeft() {
    day();
    tables.keepFrom(NOON.plusSeconds(1801));

    Batch batch = run(new Scope(HOUR.after(), HOUR.until(), Set.of(), Set.of(POWER)));

    assertThat(batch.counts()).isEqualTo(new Counts(7, 0, 0, 0, 1, 0, 0, 6));
  }

  /** Its first records are gone; what is left begins at a quarter past noon. */
  private ReadingLog cut(int minutes) {
    return new ReadingLog() {
      @Override
      public int partitions() {
        return 1;
      }

      @Override
      public Extent extent(int partition) {
        Extent whole = log.extent(partition);
        return new Extent(
            30 + minutes, whole.end(), NOON.plusSeconds(60L * minutes).toEpochMilli());
      }

      @Override
      public void read(int partition, long from, long end, Visitor visitor) {
        log.read(
            partition,
            from,
            end,
            (reading, offset, appendedAt) -> {
              if (offset >= 30 + minutes) {
                visitor.reading(reading, offset, appendedAt);
              }
            });
      }

      @Override
      public void between(
          int partition, long begin, long end, IntPredicate systems, Visitor visitor) {
        log.between(partition, Math.max(begin, 30 + minutes), end, systems, visitor);
      }
    };
  }

  @Test
  void whatTheLogNoLongerProvesIsLeftAlone() {
    day();
    run(HOUR);
    tables
        .table(Topics.AGG_5M)
        .replaceAll((key, row) -> as(row, 77, new Revision(1, 3, 0), Origin.LIVE));
    var invented = new RowKey(new PointKey(6, "other"), NOON.plusSeconds(600));
    put(
        new Standing(
            invented.point(),
            Kind.GAUGE,
            "W",
            invented.end().minusSeconds(300),
            invented.end(),
            1.0,
            1.0,
            1.0,
            1.0,
            null,
            null,
            null,
            1,
            0,
            0,
            Quality.GOOD,
            Status.SETTLED,
            new Revision(1, 3, 0),
            Origin.LIVE));

    Batch batch = open(HOUR, replay(cut(15)).extents());
    replay(cut(15)).run(batch, ledger, tables, Watcher.NONE);
    Counts counts = ledger.find(batch.id()).orElseThrow().counts();

    // Powers of windows that begin at 12:15 or later; energies half an hour later: there stands a
    // number that a look back may begin at.
    assertThat(row(POWER, 15).avg()).isEqualTo(77);
    assertThat(row(POWER, 20).avg()).isEqualTo(18);
    assertThat(row(ENERGY, 50).avg()).isEqualTo(77.0);
    assertThat(row(ENERGY, 55).avg()).isNull();
    assertThat(counts.changed()).isEqualTo(9 + 9);
    assertThat(counts.unprovable()).as("and 3 hours").isEqualTo(3 + 16 + 1 + 3);
    assertThat(counts.emptied()).isZero();
  }

  @Test
  void whatIsCancelledStopsBetweenPiecesAndCanGoOn() {
    day();
    Batch batch = open(new Scope(NOON, NOON.plusSeconds(7200), Set.of(), Set.of()), extents());
    var pieces = new ArrayList<Counts>();
    Watcher watcher = cancelling(batch, pieces);

    assertThatThrownBy(() -> replay(log).run(batch, ledger, tables, watcher))
        .isInstanceOf(CancelledException.class);
    assertThat(pieces).hasSize(1);
    assertThat(ledger.find(batch.id()).orElseThrow().state()).isEqualTo(Batch.State.CANCELLED);

    ledger.put(batch.id(), Batch.State.RUNNING);
    replay(log).run(batch, ledger, tables, Watcher.NONE);
    assertThat(ledger.pieces(batch.id()).values()).containsExactly(true, true);
  }

  /** Tells a batch to stop whenever a piece of it is done. */
  private Watcher cancelling(Batch batch, List<Counts> pieces) {
    return new Watcher() {
      @Override
      public void begin(int all, int done) {}

      @Override
      public void piece(Counts counts) {
        pieces.add(counts);
        ledger.put(batch.id(), Batch.State.CANCELLING);
      }
    };
  }

  @Test
  void anUndoThatIsCancelledStopsBetweenPiecesAndCanGoOn() {
    day();
    Batch target = run(new Scope(NOON, NOON.plusSeconds(7200), Set.of(), Set.of()));
    Batch batch = openUndo(target);
    var pieces = new ArrayList<Counts>();

    assertThatThrownBy(
            () -> new Undo(batch, target, ledger, tables, tables).run(cancelling(batch, pieces)))
        .isInstanceOf(CancelledException.class);
    assertThat(pieces).hasSize(1);
    assertThat(ledger.find(batch.id()).orElseThrow().state()).isEqualTo(Batch.State.CANCELLED);
    assertThat(ledger.find(target.id()).orElseThrow().state()).isEqualTo(Batch.State.DONE);

    ledger.put(batch.id(), Batch.State.RUNNING);
    new Undo(batch, target, ledger, tables, tables).run(Watcher.NONE);
    assertThat(ledger.pieces(batch.id()).values()).containsExactly(true, true);
    assertThat(ledger.find(target.id()).orElseThrow().state()).isEqualTo(Batch.State.UNDONE);
    assertThat(row(POWER, 5).isEmpty()).isTrue();
  }

  private List<Extent> extents() {
    return replay(log).extents();
  }

  private Batch openUndo(Batch target) {
    Batch.Opening what = target.opening();
    return ledger.open(
        new Batch.Opening(
            "undo", what.scope(), what.chunk(), "who", "why", "code", 1, what.log(), target.id()));
  }

  private List<Undo.Left> undo(Batch target) {
    Batch batch = openUndo(target);
    return new Undo(batch, target, ledger, tables, tables).run(Watcher.NONE);
  }

  @Test
  void anUndoGivesBackWhatStoodUnlessSomethingNewerCame() {
    day();
    run(HOUR);
    put(as(row(POWER, 5), 77, new Revision(1, 3, 0), Origin.LIVE));
    put(as(row(POWER, 10), 78, new Revision(1, 3, 0), Origin.LIVE));
    tables.table(Topics.AGG_5M).remove(new RowKey(POWER, NOON.plusSeconds(900)));
    Standing broken = row(ENERGY, 5);
    put(as(broken, 1, new Revision(1, 3, 0), Origin.LIVE));
    Batch batch = run(HOUR);
    assertThat(batch.counts()).isEqualTo(new Counts(1, 3, 0, 36, 3, 0, 0, 0));

    put(as(row(POWER, 10), 79, new Revision(1, 200, 0), Origin.LIVE));
    List<Undo.Left> left = undo(batch);

    assertThat(row(POWER, 5).avg()).isEqualTo(77);
    assertThat(row(POWER, 5).origin()).isEqualTo(Origin.LIVE);
    assertThat(row(POWER, 10).avg()).isEqualTo(79);
    assertThat(row(POWER, 15).status()).isEqualTo(Status.EMPTY);
    assertThat(row(ENERGY, 5).avg()).isNull();
    assertThat(left)
        .extracting(one -> one.row().key() + " " + one.why())
        .containsExactlyInAnyOrder(
            row(POWER, 10).name() + " NEWER", row(ENERGY, 5).name() + " BROKEN");
    assertThat(ledger.find(batch.id()).orElseThrow().state()).isEqualTo(Batch.State.UNDONE);

    // The replay again says what the log says, on the same knowledge.
    Batch again = run(HOUR);
    assertThat(again.counts().written()).isEqualTo(2);
    assertThat(row(POWER, 5).avg()).isEqualTo(3);
    assertThat(row(POWER, 15).avg()).isEqualTo(13);
  }

  @Test
  void anUndoOfAnUndoIsWhatTheReplayWrote() {
    day();
    run(HOUR);
    put(as(row(POWER, 5), 77, new Revision(1, 3, 0), Origin.LIVE));
    Batch batch = run(HOUR);
    undo(batch);
    assertThat(row(POWER, 5).avg()).isEqualTo(77);

    undo(ledger.find(batch.id() + 1).orElseThrow());

    assertThat(row(POWER, 5).avg()).isEqualTo(3);
  }

  @Test
  void aPlanSaysTheLargestChangeAndTheEnergyOfEachDay() {
    day();
    run(HOUR);
    Standing energy = row(ENERGY, 30);
    put(
        new Standing(
            energy.key(),
            energy.kind(),
            energy.unit(),
            energy.start(),
            energy.end(),
            null,
            null,
            null,
            energy.last(),
            null,
            900.0,
            energy.deltaSince(),
            5,
            0,
            0,
            Quality.GOOD,
            Status.SETTLED,
            new Revision(1, 3, 0),
            Origin.LIVE));
    put(as(row(POWER, 5), 77, new Revision(1, 3, 0), Origin.LIVE));

    Plan plan = replay(log).plan(Task.of(open(HOUR, extents())), Watcher.NONE);

    assertThat(plan.counts()).isEqualTo(new Counts(0, 2, 0, 38, 3, 0, 0, 0));
    var key = new Line.Key(ENERGY, "telemetry.agg-5m");
    assertThat(plan.lines().get(key).largest())
        .isEqualTo(new Line.Largest(energy.name(), "delta", 900.0, 5.0));
    assertThat(plan.energy()).hasSize(1);
    assertThat(plan.energy().values()).containsExactly(new Plan.Energy(900, 5));
    assertThat(plan.energy().firstKey().day()).hasToString("2025-11-11");
    assertThat(plan.refusal(2L, 2L)).isEmpty();
    assertThat(plan.refusal(3L, null)).hasValue("wanted to write 3 rows, would write 2");
    assertThat(plan.refusal(null, 1L)).hasValue("wanted to write at most 1 rows, would write 2");
  }

  /** The point is as its first reading says, wherever the range begins. */
  @Test
  void aReadingOfAnotherUnitIsRefusedThoughTheRangeBeginsWithIt() {
    day();
    Instant later = NOON.plus(Duration.ofDays(30));
    var other = new PointValue("power", Kind.GAUGE, "kW", Value.of(1), Quality.GOOD);
    log.append(Readings.of(6, later, List.of(other)));
    var scope = new Scope(later.minusSeconds(600), later.plusSeconds(600), Set.of(), Set.of());

    assertThat(run(scope).counts()).isEqualTo(Counts.NONE);
  }

  /** The live windows left a late reading of it to others, and took the next one at its word. */
  @Test
  void aPointIsAsTheLiveWindowsFirstTookIt() {
    day();
    log.append(one(NOON.minus(Duration.ofDays(30)), "kW"));
    log.append(one(NOON.plusSeconds(7200), "W"));
    log.append(one(NOON.plusSeconds(9000), "W"));
    var late =
        new Scope(
            NOON.minus(Duration.ofDays(31)),
            NOON.minusSeconds(9000),
            Set.of(),
            Set.of(new PointKey(6, "other")));
    var since = new Scope(NOON.plusSeconds(6900), NOON.plusSeconds(7200), Set.of(), Set.of());

    assertThat(run(late).counts().written()).isZero();
    run(since);

    assertThat(row(new PointKey(6, "other"), 120).unit()).isEqualTo("W");
  }

  private static SystemReading one(Instant at, String unit) {
    var value = new PointValue("other", Kind.GAUGE, unit, Value.of(1), Quality.GOOD);
    return new SystemReading(6, "t", "o", Op.PUT, at, null, at, null, null, List.of(value));
  }

  @Test
  void whatIsMeasuredLongAfterTheRangeSettlesItsRows() {
    log.append(one(NOON.plusSeconds(60), "W"));
    log.append(one(NOON.plusSeconds(7200), "W"));
    var minutes = new Scope(NOON, NOON.plusSeconds(300), Set.of(), Set.of());

    assertThat(run(minutes).counts()).isEqualTo(new Counts(2, 0, 0, 0, 1, 0, 0, 0));
  }

  private static Aggregate aggregate(Standing row) {
    return row.with(row.revision()).orElseThrow();
  }

  @Test
  void aSumOfHashesKnowsNoOrderAndNoRevision() {
    day();
    run(HOUR);
    var a = telemetry.recalculation.Checksum.of(row(POWER, 5));
    var b = telemetry.recalculation.Checksum.of(row(POWER, 10));

    assertThat(a.plus(b)).isEqualTo(b.plus(a)).isNotEqualTo(a);
    assertThat(telemetry.recalculation.Checksum.parse(a.plus(b).text())).isEqualTo(b.plus(a));
    Standing revised = as(row(POWER, 5), 3, new Revision(7, 7, 7), Origin.IMPORT);
    assertThat(telemetry.recalculation.Checksum.of(aggregate(revised))).isEqualTo(a);
  }
}
