package telemetry.sink.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.model.PointKey;

/**
 * Reduces records to the newest of each key. Sorted by key, so that every sink locks rows in the
 * same order; one of each key, since PostgreSQL refuses the same key twice in one statement.
 */
public final class Newest {
  /** Which row knows more: by revision, then by status. Equal knowledge is an equal row. */
  public static final Comparator<Aggregate> KNOWLEDGE =
      Comparator.comparing(Aggregate::revision).thenComparing(Aggregate::status);

  private static final Comparator<PointKey> POINT_ORDER =
      Comparator.comparingInt(PointKey::systemId).thenComparing(PointKey::path);

  private Newest() {}

  /**
   * The newest row of each point and interval.
   *
   * @param aggregates in any order
   * @param next the place after them
   */
  public static Batch<Aggregate> aggregates(Collection<Aggregate> aggregates, long next) {
    Map<PointKey, List<Aggregate>> series = new HashMap<>();
    for (Aggregate aggregate : aggregates) {
      series.computeIfAbsent(aggregate.key(), it -> new ArrayList<>()).add(aggregate);
    }
    List<Aggregate> rows = new ArrayList<>(aggregates.size());
    series.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(POINT_ORDER))
        .forEach(one -> addNewest(one.getValue(), rows));
    return new Batch<>(rows, aggregates.size() - rows.size(), next);
  }

  /** The rows of one point, by time and each once; nearly always they come so. */
  private static void addNewest(List<Aggregate> series, List<Aggregate> rows) {
    int before = rows.size();
    for (Aggregate row : series) {
      if (rows.size() > before
          && !rows.get(rows.size() - 1).intervalEnd().isBefore(row.intervalEnd())) {
        rows.subList(before, rows.size()).clear();
        addSorted(series, rows);
        return;
      }
      rows.add(row);
    }
  }

  private static void addSorted(List<Aggregate> series, List<Aggregate> rows) {
    series.sort(Comparator.comparing(Aggregate::intervalEnd));
    for (int i = 0; i < series.size(); i++) {
      Aggregate newest = series.get(i);
      while (i + 1 < series.size()
          && series.get(i + 1).intervalEnd().equals(newest.intervalEnd())) {
        i++;
        newest = KNOWLEDGE.compare(series.get(i), newest) >= 0 ? series.get(i) : newest;
      }
      rows.add(newest);
    }
  }

  /**
   * The last word on each system.
   *
   * @param changes in the order of the log
   * @param next the place after them
   */
  public static Batch<SystemChange> systems(List<SystemChange> changes, long next) {
    Map<Integer, SystemChange> last = new TreeMap<>();
    changes.forEach(change -> last.put(change.systemId(), change));
    return batch(last, changes.size(), next);
  }

  /**
   * What is said of each poll: its versions in their order, repeats left out.
   *
   * @param versions in the order of the log
   * @param next the place after them
   */
  public static Batch<Poll> polls(List<LoggedReading> versions, long next) {
    Map<Poll.Key, List<Poll>> polls = new TreeMap<>();
    for (LoggedReading version : versions) {
      List<Poll> said = polls.computeIfAbsent(Poll.Key.of(version), it -> new ArrayList<>(1));
      int last = said.size() - 1;
      if (last >= 0 && said.get(last).says(version)) {
        said.set(last, said.get(last).repeatedBy(version));
      } else {
        said.add(new Poll(version, version, said.size()));
      }
    }
    List<Poll> rows = polls.values().stream().flatMap(List::stream).toList();
    return new Batch<>(rows, versions.size() - rows.size(), next);
  }

  private record EventKey(int systemId, Instant at, String type, String point) {
    static EventKey of(Event event) {
      String point = event.point();
      return new EventKey(
          event.systemId(), event.at(), event.type().name(), point == null ? "" : point);
    }
  }

  private static final Comparator<EventKey> EVENT_ORDER =
      Comparator.comparingInt(EventKey::systemId)
          .thenComparing(EventKey::at)
          .thenComparing(EventKey::type)
          .thenComparing(EventKey::point);

  /**
   * Each event once.
   *
   * @param events in the order of the log
   * @param next the place after them
   */
  public static Batch<Event> events(List<Event> events, long next) {
    Map<EventKey, Event> once = new TreeMap<>(EVENT_ORDER);
    events.forEach(event -> once.put(EventKey.of(event), event));
    return batch(once, events.size(), next);
  }

  private static <T> Batch<T> batch(Map<?, T> byKey, int records, long next) {
    return new Batch<>(List.copyOf(byKey.values()), records - byKey.size(), next);
  }
}
