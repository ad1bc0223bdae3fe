package telemetry.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.recalculation.Checksum;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Standing;
import telemetry.topics.Topics;

/** What a recalculation would write, added up. */
public final class Plan {
  private static final Set<String> ENERGY = Set.of("Wh", "kWh", "MWh");

  /**
   * Which energy.
   *
   * @param point of which point
   * @param day on which day of its system
   * @param unit in which unit
   */
  public record EnergyKey(PointKey point, LocalDate day, String unit)
      implements Comparable<EnergyKey> {
    private static final Comparator<EnergyKey> ORDER =
        Comparator.<EnergyKey>comparingInt(key -> key.point().systemId())
            .thenComparing(key -> key.point().path())
            .thenComparing(EnergyKey::day)
            .thenComparing(EnergyKey::unit);

    @Override
    public int compareTo(EnergyKey other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * How much.
   *
   * @param before in the rows that are replaced
   * @param after in those that replace them
   */
  public record Energy(double before, double after) {}

  private final IntFunction<ZoneId> zones;
  private final SortedMap<Line.Key, Line> lines = new TreeMap<>();
  private final SortedMap<EnergyKey, Energy> energy = new TreeMap<>();
  private Counts counts = Counts.NONE;
  private Checksum before = Checksum.NONE;
  private Checksum after = Checksum.NONE;

  /**
   * Of nothing yet.
   *
   * @param zones of systems
   */
  Plan(IntFunction<ZoneId> zones) {
    this.zones = zones;
  }

  void add(Compared piece) {
    counts = counts.plus(piece.counts());
    before = before.plus(piece.before());
    after = after.plus(piece.after());
    piece.lines().forEach((key, more) -> lines.merge(key, Line.NONE.plus(more), Plan::both));
    for (Change change : piece.changes()) {
      var key = new Line.Key(change.now().key(), change.rows().name());
      lines.merge(key, Line.NONE.with(change.largest()), Plan::both);
      if (change.rows().equals(Topics.AGG_5M) && isEnergy(change.now().unit())) {
        addEnergy(change);
      }
    }
  }

  void add(ComparedPolls piece) {
    counts = counts.plus(piece.counts());
    before = before.plus(piece.before());
    after = after.plus(piece.after());
    piece.lines().forEach((key, more) -> lines.merge(key, more, Plan::both));
    for (PollChange change : piece.changes()) {
      if (change.now() != null) {
        addAmounts(change.former(), true);
        addAmounts(change.now(), false);
      }
    }
  }

  /** The energy of amounts; what a counter's numbers come to, its windows say. */
  private void addAmounts(@Nullable SystemReading poll, boolean former) {
    if (poll == null) {
      return;
    }
    for (PointValue value : poll.values()) {
      if (value.kind() == Kind.INTERVAL
          && isEnergy(value.unit())
          && value.value() instanceof Value.Num num) {
        var point = new PointKey(poll.systemId(), value.point());
        double amount = num.number();
        addEnergy(
            point,
            poll.measuredAt().minusMillis(1),
            value.unit(),
            former ? new Energy(amount, 0) : new Energy(0, amount));
      }
    }
  }

  private static Line both(Line one, Line other) {
    return one.plus(other.counts()).with(other.largest());
  }

  private void addEnergy(Change change) {
    Aggregate now = change.now();
    double from = delta(change.former());
    double to = delta(Standing.of(now));
    if (from != to) {
      addEnergy(now.key(), now.intervalStart(), now.unit(), new Energy(from, to));
    }
  }

  /**
   * A counter's growth in one window changes.
   *
   * @param from the row as it is; null if there is none
   * @param to the row as it will be; null if there will be none
   */
  void addEnergy(@Nullable Aggregate from, @Nullable Aggregate to) {
    if (from != null && to != null && from.unit().equals(to.unit())) {
      double before = delta(Standing.of(from));
      double after = delta(Standing.of(to));
      if (before != after) {
        addEnergy(to.key(), to.intervalStart(), to.unit(), new Energy(before, after));
      }
      return;
    }
    if (from != null) {
      var before = new Energy(delta(Standing.of(from)), 0);
      addEnergy(from.key(), from.intervalStart(), from.unit(), before);
    }
    if (to != null) {
      var after = new Energy(0, delta(Standing.of(to)));
      addEnergy(to.key(), to.intervalStart(), to.unit(), after);
    }
  }

  static boolean isEnergy(String unit) {
    return ENERGY.contains(unit);
  }

  private void addEnergy(PointKey point, Instant at, String unit, Energy change) {
    LocalDate day = at.atZone(zones.apply(point.systemId())).toLocalDate();
    energy.merge(
        new EnergyKey(point, day, unit),
        change,
        (a, b) -> new Energy(a.before() + b.before(), a.after() + b.after()));
  }

  private static double delta(@Nullable Standing row) {
    return row == null || row.delta() == null ? 0 : row.delta();
  }

  /** What becomes of all rows. */
  public Counts counts() {
    return counts;
  }

  /** What becomes of the rows of each point. */
  public SortedMap<Line.Key, Line> lines() {
    return Collections.unmodifiableSortedMap(lines);
  }

  /** The energy that changes, by point and day. */
  public SortedMap<EnergyKey, Energy> energy() {
    return Collections.unmodifiableSortedMap(energy);
  }

  /** The rows in its scope as they stand. */
  public Checksum before() {
    return before;
  }

  /** The same as they will. */
  public Checksum after() {
    return after;
  }

  /**
   * Why it must not be run, if it must not.
   *
   * @param expected how many rows it is to write; null if nobody said
   * @param most how many it may write; null if nobody said
   */
  public Optional<String> refusal(@Nullable Long expected, @Nullable Long most) {
    long rows = counts.written();
    if (expected != null && rows != expected) {
      return Optional.of("wanted to write " + expected + " rows, would write " + rows);
    }
    if (most != null && rows > most) {
      return Optional.of("wanted to write at most " + most + " rows, would write " + rows);
    }
    return Optional.empty();
  }
}
