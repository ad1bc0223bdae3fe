package telemetry.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import telemetry.model.Aggregate;
import telemetry.model.Interval;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;
import telemetry.window.WindowRules;

/**
 * Brings late readings home: tells the rows that the live windows could not, from the log. It knows
 * no tables; it sends every row that depends on what was late, and the law of revisions decides. It
 * surveys the log once and then goes on with it, reads of it only what speaks of the windows that
 * wait, and holds no more readings at once than it may.
 */
public final class Drain {
  /** What is told at once is no less than this. */
  private static final long LEAST = Duration.ofDays(1).toMillis();

  /**
   * What was told.
   *
   * @param rows how many rows were sent
   * @param open systems with a row that is still open, and when the latest of them ends: the live
   *     windows cannot settle it, so what was late must be drained again after that
   */
  public record Told(long rows, Map<Integer, Instant> open) {
    /** Keeps the map from changing. */
    public Told {
      open = Map.copyOf(open);
    }
  }

  private final ReadingLog log;
  private final WindowRules rules;
  private final Hearing hearing;
  private final long mostReadings;
  private final Map<Integer, Survey> surveys = new HashMap<>();

  /**
   * Over a log. What it learns of the log at large it keeps for the next time.
   *
   * @param zones of systems
   * @param mostReadings how many readings may be in memory at once, unless one system has more
   */
  public Drain(ReadingLog log, WindowRules rules, IntFunction<ZoneId> zones, long mostReadings) {
    this.log = log;
    this.rules = rules;
    this.mostReadings = mostReadings;
    this.hearing = new Hearing(log, rules, zones, mostReadings);
  }

  /**
   * Tells the rows of what came late.
   *
   * @param partition of the log
   * @param late the windows of readings of that partition; each stands in the log too
   * @param now the wall clock
   * @return what was told, and what is not yet
   */
  public Told run(int partition, LateWindows late, Instant now, RowLog out) {
    Extent extent = log.extent(partition);
    Survey survey = surveys.computeIfAbsent(partition, p -> new Survey(p, rules));
    survey.read(log, extent, system -> true);
    var wanted = new ArrayList<Hearing.Wanted>();
    late.forEach(
        (stretches, system) ->
            stretches.forEach((first, last) -> cut(survey.of(system), first, last, wanted)));
    long[] sent = {0};
    Map<Integer, Instant> open = new TreeMap<>();
    hearing.hear(
        partition, extent, now, wanted, subject -> sent[0] += send(subject, extent, out, open));
    out.flush();
    return new Told(sent[0], open);
  }

  /** Cuts a stretch until each part fits into memory: each tells whole rows, whatever the cut. */
  private void cut(Census census, long first, long last, List<Hearing.Wanted> out) {
    var around = new Stretch(first, last).longer(LEAST);
    long readings = census.whereabouts().readings(around, Set.of());
    if (last - first <= LEAST || readings <= mostReadings) {
      out.add(new Hearing.Wanted(census, scope(census.systemId(), first, last)));
      return;
    }
    long middle = Interval.endOf(first + (last - first) / 2);
    cut(census, first, middle, out);
    cut(census, middle + Interval.MILLIS, last, out);
  }

  private static Scope scope(int system, long first, long last) {
    return new Scope(
        Instant.ofEpochMilli(first - Interval.MILLIS),
        Instant.ofEpochMilli(last),
        Set.of(system),
        Set.of());
  }

  private long send(Subject subject, Extent extent, RowLog out, Map<Integer, Instant> open) {
    var known = new Revision(rules.epoch(), extent.last(), 0);
    long[] sent = {0};
    for (Table table : Table.ALL) {
      subject.rows(
          table.span(),
          Instant.ofEpochMilli(subject.first()),
          Instant.ofEpochMilli(subject.last()),
          row -> {
            if (!subject.holds(row.key(), row.kind(), row.intervalStart(), row.intervalEnd())) {
              return;
            }
            if (row.status() == Status.PROVISIONAL) {
              open.merge(subject.systemId(), row.intervalEnd(), (a, b) -> a.isAfter(b) ? a : b);
            }
            if (isProven(subject, row)) {
              out.send(table.rows(), Rows.replayed(row, known));
              sent[0]++;
            }
          });
    }
    return sent[0];
  }

  private static boolean isProven(Subject subject, Aggregate row) {
    return row.status() == Status.EMPTY
        ? subject.isProvenEmpty(row.intervalStart().toEpochMilli())
        : subject.isProven(row);
  }
}
