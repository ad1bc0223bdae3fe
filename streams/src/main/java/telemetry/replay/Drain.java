package telemetry.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import telemetry.model.Aggregate;
import telemetry.model.Interval;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.model.SystemReading;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;
import telemetry.window.WindowRules;

/**
 * Brings late readings home: tells the rows that the live windows could not, from the log. It knows
 * no tables; it sends every row that depends on what was late, and the law of revisions decides.
 * One pass over the log serves everything that waits.
 */
public final class Drain {
  /** Readings that are no further apart are served by one look. */
  private static final long NEAR = Duration.ofDays(1).toMillis();

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
    this.hearing = new Hearing(log, rules, zones, mostReadings);
  }

  /**
   * Tells the rows of what came late.
   *
   * @param partition of the log
   * @param late readings of systems of that partition; each stands in the log too
   * @param now the wall clock
   * @return what was told, and what is not yet
   */
  public Told run(int partition, Collection<SystemReading> late, Instant now, RowLog out) {
    Extent extent = log.extent(partition);
    Survey survey = surveys.computeIfAbsent(partition, p -> new Survey(p, rules));
    survey.read(log, extent.end(), system -> true);
    Map<Integer, TreeSet<Long>> ends = new TreeMap<>();
    for (SystemReading reading : late) {
      ends.computeIfAbsent(reading.systemId(), id -> new TreeSet<>())
          .add(Interval.endOf(reading.measuredAt().toEpochMilli()));
    }
    var wanted = new ArrayList<Hearing.Wanted>();
    ends.forEach(
        (system, windows) ->
            scopes(system, windows)
                .forEach(scope -> wanted.add(new Hearing.Wanted(survey.of(system), scope))));
    long[] sent = {0};
    Map<Integer, Instant> open = new TreeMap<>();
    hearing.hear(
        partition, extent, now, wanted, subject -> sent[0] += send(subject, extent, out, open));
    out.flush();
    return new Told(sent[0], open);
  }

  private static List<Scope> scopes(int system, SortedSet<Long> ends) {
    var scopes = new ArrayList<Scope>();
    long first = ends.first();
    long last = first;
    for (long end : ends) {
      if (end - last > NEAR) {
        scopes.add(scope(system, first, last));
        first = end;
      }
      last = end;
    }
    scopes.add(scope(system, first, last));
    return scopes;
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
