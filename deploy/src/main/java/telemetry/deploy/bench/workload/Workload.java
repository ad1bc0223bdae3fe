package telemetry.deploy.bench.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import telemetry.model.Interval;
import telemetry.model.Kind;

/**
 * Systems that are polled regularly. Two of a hundred polls come up to ten turns late, one of two
 * hundred comes twice, one of a thousand values is null. All numbers are multiples of 1/8: sums and
 * differences of them are exact in any order, so a row is right or wrong, and never nearly right.
 *
 * @param systems systems, numbered from 1
 * @param polls how often each is polled, numbered from 0
 * @param every the time between two polls of a system
 * @param from the first poll is measured this much {@code every} after it; on the 5-minute grid
 * @param seed of everything that is chance
 * @param points what each of them measures
 */
public record Workload(
    int systems, int polls, Duration every, Instant from, long seed, List<MeasuredPoint> points) {

  /** The longest that a poll comes late, in turns. */
  public static final int LATEST = 10;

  /** The longest after it that it comes a second time, in turns. */
  public static final int AGAIN = 5;

  private static final int LATE_ONE_IN = 50;
  private static final int TWICE_ONE_IN = 200;
  private static final int NULL_ONE_IN = 1000;

  /** What a counter counts in: an eighth of a kWh, in Wh. */
  private static final double STEP = 125;

  private static final int LATE = -1;
  private static final int TWICE = -2;

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Refuses what would not fit the grid. */
  public Workload {
    points = List.copyOf(points);
    if (systems < 1 || polls < 1) {
      throw new IllegalArgumentException(
          "workload: wanted systems and polls, found " + systems + " and " + polls);
    }
    if (Interval.MILLIS % every.toMillis() != 0
        || Interval.endOf(from.toEpochMilli()) != from.toEpochMilli()) {
      throw new IllegalArgumentException(
          "workload: wanted polls on the 5-minute grid, found every " + every + " from " + from);
    }
  }

  /** Systems of 16 points that are polled once a minute. */
  public static Workload minutely(int systems, int hours, long seed) {
    return new Workload(
        systems,
        Math.toIntExact(Duration.ofHours(hours).dividedBy(MINUTE)),
        MINUTE,
        FROM,
        seed,
        MeasuredPoint.USUAL);
  }

  /** The same with what a Selectronic measures. */
  public Workload ofSelectronics() {
    return new Workload(systems, polls, every, from, seed, MeasuredPoint.SELECTRONIC);
  }

  /** The same with so many polls. */
  public Workload of(int howMany) {
    return new Workload(systems, howMany, every, from, seed, points);
  }

  /** Polls of one window of one system. */
  public int pollsInWindow() {
    return (int) (Interval.MILLIS / every.toMillis());
  }

  /** Rows of this length that one point has; the last may have polls for a part of it alone. */
  public int rows(Length length) {
    long end = Interval.endOf(at(polls - 1));
    return (int) (-Math.floorDiv(-end, length.millis()) - first(length));
  }

  /** Which of all intervals of this length since 1970 is the first. */
  long first(Length length) {
    return Math.floorDiv(from.toEpochMilli(), length.millis());
  }

  /** Polls of all systems, each once. */
  public long allPolls() {
    return (long) systems * polls;
  }

  /** Values of all polls. */
  public long allValues() {
    return allPolls() * points.size();
  }

  /** The rows of this length that must stand. */
  public long allRows(Length length) {
    return (long) systems * points.size() * rows(length);
  }

  /** When a poll was measured, in epoch milliseconds. */
  public long at(int poll) {
    return from.toEpochMilli() + (poll + 1) * every.toMillis();
  }

  /** When a poll was received. */
  public Instant receivedAt(int system, int poll) {
    return Instant.ofEpochMilli(at(poll + turnsLate(system, poll)));
  }

  /** What a point says in a poll; NaN for null. */
  public double value(int system, int point, int poll) {
    long chance = chance(system, point, poll);
    if (Long.remainderUnsigned(chance >>> 32, NULL_ONE_IN) == 0) {
      return Double.NaN;
    }
    MeasuredPoint measured = points.get(point);
    long low = chance & 0xFFFF_FFFFL;
    if (measured.kind() == Kind.COUNTER) {
      return STEP * (1000L * system + 4L * poll + low % 4);
    }
    if (measured.kind() == Kind.STATE) {
      return low % 50 == 0 ? 1 + low % 3 : 0;
    }
    return (measured.unit().equals("%") ? low % 801 : low % 80_000) / 8.0;
  }

  /** How many turns after its own a poll comes: most often 0. */
  public int turnsLate(int system, int poll) {
    long chance = chance(system, LATE, poll);
    return Long.remainderUnsigned(chance, LATE_ONE_IN) == 0
        ? 1 + (int) ((chance >>> 40) % LATEST)
        : 0;
  }

  /** How many turns after it came it comes again: most often 0, that is, not at all. */
  public int turnsAgain(int system, int poll) {
    long chance = chance(system, TWICE, poll);
    return Long.remainderUnsigned(chance, TWICE_ONE_IN) == 0
        ? 1 + (int) ((chance >>> 40) % AGAIN)
        : 0;
  }

  /** The 64 bits that belong to a place, by the finaliser of SplitMix64. */
  private long chance(int system, int point, int poll) {
    long mixed = seed;
    mixed = mix(mixed + 0x9E3779B97F4A7C15L * system);
    mixed = mix(mixed + 0x9E3779B97F4A7C15L * (point + 3));
    return mix(mixed + 0x9E3779B97F4A7C15L * (poll + 1));
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
