package telemetry.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in the log the readings of one system stand, by the week they were measured in. A week is
 * mostly spoken of once, while it goes by, and again where something came late: two passages of a
 * log that may hold years.
 */
final class Whereabouts {
  private static final long WEEK = 7 * 24 * 3_600_000L;

  private static final class Week {
    private final List<Passage> passages = new ArrayList<>(1);
    private final BitSet counters = new BitSet();
    private long readings;

    void take(long offset, long newest) {
      readings++;
      Passage last = passages.isEmpty() ? null : passages.get(passages.size() - 1);
      if (last != null && last.isNear(offset)) {
        passages.set(passages.size() - 1, last.upTo(offset));
      } else {
        passages.add(new Passage(offset, offset, newest));
      }
    }
  }

  private final TreeMap<Long, Week> weeks = new TreeMap<>();
  private final Map<String, Integer> counters = new HashMap<>();

  /** The week that an instant is in. */
  static long week(long at) {
    return Math.floorDiv(at, WEEK);
  }

  private Week of(long at) {
    return weeks.computeIfAbsent(week(at), w -> new Week());
  }

  /**
   * Takes the next reading.
   *
   * @param at when it was measured
   * @param newest the newest before it
   */
  void take(long at, long offset, long newest) {
    of(at).take(offset, newest);
  }

  /** It says a counter's number; that it is voided later does not count. */
  void number(String path, long at) {
    of(at).counters.set(counters.computeIfAbsent(path, p -> counters.size()));
  }

  /** What the log has lost is nowhere. */
  void forgetBefore(long offset) {
    weeks
        .values()
        .removeIf(
            week -> {
              week.passages.removeIf(passage -> passage.last() < offset);
              return week.passages.isEmpty();
            });
  }

  /** The newest week up to one that has a counter's number and is not among these. */
  @Nullable Long weekBefore(String path, long week, Set<Long> but) {
    return first(path, weeks.headMap(week, true).descendingMap(), but);
  }

  /** The oldest such week from one on. */
  @Nullable Long weekAfter(String path, long week, Set<Long> but) {
    return first(path, weeks.tailMap(week, true), but);
  }

  private @Nullable Long first(String path, Map<Long, Week> of, Set<Long> but) {
    Integer counter = counters.get(path);
    if (counter == null) {
      return null;
    }
    for (var week : of.entrySet()) {
      if (week.getValue().counters.get(counter) && !but.contains(week.getKey())) {
        return week.getKey();
      }
    }
    return null;
  }

  /** The weeks in which something was measured in a stretch. */
  Set<Long> weeks(Stretch stretch) {
    return new TreeSet<>(within(stretch).keySet());
  }

  private Map<Long, Week> within(Stretch stretch) {
    return weeks.subMap(week(stretch.after()), true, week(stretch.until()), true);
  }

  /**
   * About how many were measured in a stretch and in further weeks, as if those of a week were
   * spread evenly.
   */
  long readings(Stretch stretch, Set<Long> further) {
    long readings = 0;
    for (var week : within(stretch).entrySet()) {
      long begin = Math.max(stretch.after(), week.getKey() * WEEK);
      long end = Math.min(stretch.until(), (week.getKey() + 1) * WEEK);
      readings += week.getValue().readings * ((end - begin) / 1000) / (WEEK / 1000);
    }
    for (Long week : further) {
      Week more = weeks.get(week);
      readings += more == null ? 0 : more.readings;
    }
    return readings;
  }

  /** The passages that hold all that was measured in them, in the order of the log. */
  List<Passage> of(Stretch stretch, Set<Long> further) {
    Stream<Week> more =
        weeks.entrySet().stream()
            .filter(week -> further.contains(week.getKey()))
            .map(Map.Entry::getValue);
    return Stream.concat(within(stretch).values().stream(), more)
        .distinct()
        .flatMap(week -> week.passages.stream())
        .sorted(Comparator.comparingLong(Passage::first))
        .toList();
  }
}
