package telemetry.replay;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import telemetry.model.Interval;
import telemetry.model.SystemReading;

/**
 * Which windows late readings of one partition fall into, by system, without the readings: those
 * stand in the log. However many they are, it is as large as what is to be told of them.
 */
public final class LateWindows {
  /** Windows that are no further apart are served by one look. */
  private static final long NEAR = 24 * 3_600_000L;

  /**
   * A place among the late readings.
   *
   * @param offset of a reading in the late topic
   * @param before how many readings were taken before it
   */
  public record Place(long offset, long before) {}

  private static final class Late {
    private final Place first;
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    Late(Place first) {
      this.first = first;
    }

    /** Takes a window; says how many stretches there are more. */
    int take(long end) {
      int many = ends.size();
      long first = end;
      long last = end;
      Map.Entry<Long, Long> before = ends.floorEntry(end);
      if (before != null && end - before.getValue() <= NEAR) {
        first = before.getKey();
        last = Math.max(end, before.getValue());
      }
      Map.Entry<Long, Long> after = ends.higherEntry(end);
      if (after != null && after.getKey() - end <= NEAR) {
        last = after.getValue();
        ends.remove(after.getKey());
      }
      ends.put(first, last);
      return ends.size() - many;
    }
  }

  private final Map<Integer, Late> systems = new TreeMap<>();
  private long readings;
  private int stretches;

  /**
   * Takes the next late reading.
   *
   * @param offset where it stands in the late topic
   */
  public void take(SystemReading reading, long offset) {
    var place = new Place(offset, readings);
    stretches +=
        systems
            .computeIfAbsent(reading.systemId(), id -> new Late(place))
            .take(Interval.endOf(reading.measuredAt().toEpochMilli()));
    readings++;
  }

  /** How many readings were taken. */
  public long readings() {
    return readings;
  }

  /** How many stretches of windows they fall into: its size. */
  public int stretches() {
    return stretches;
  }

  /** The first reading of any of these systems. */
  public Optional<Place> first(Collection<Integer> of) {
    return systems.entrySet().stream()
        .filter(system -> of.contains(system.getKey()))
        .map(system -> system.getValue().first)
        .min(Comparator.comparingLong(Place::offset));
  }

  /** Shows each system with its stretches: the ends of their first and last windows. */
  void forEach(ObjIntConsumer<Map<Long, Long>> each) {
    systems.forEach((system, late) -> each.accept(late.ends, system));
  }
}
