package telemetry.window;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;

/**
 * The points of one system, numbered as they were first heard. The numbers live in this state only:
 * in Kafka a point is named, in PostgreSQL it has a number of its own.
 */
public final class PointTable {
  /** The most points that one system may have. */
  public static final int MAX_POINTS = 10_000;

  /**
   * A point.
   *
   * @param key its name
   * @param kind how it behaves; settled when it is first heard
   * @param unit likewise
   */
  public record Point(PointKey key, Kind kind, String unit) {}

  private final int systemId;
  private final List<Point> points = new ArrayList<>();
  private final Map<String, Integer> indexes = new HashMap<>();
  private final BitSet counters = new BitSet();

  /** Of the reading before: most are of the same, and nothing of the table is looked at. */
  private PointLayout latest;

  /** A system without points. */
  public PointTable(int systemId) {
    this.systemId = systemId;
    this.latest = new PointLayout(this);
  }

  /** How many points there are. */
  public int size() {
    return points.size();
  }

  /** The point of a number. */
  public Point get(int index) {
    return points.get(index);
  }

  /** The number of a path, if it was heard. */
  public @Nullable Integer indexOf(String path) {
    return indexes.get(path);
  }

  /** Whether the point is a counter. */
  boolean isCounter(int index) {
    return counters.get(index);
  }

  /** All counters. */
  BitSet counters() {
    return (BitSet) counters.clone();
  }

  /** Says why a reading cannot stand beside what was heard before, if it cannot. */
  public Optional<Rejection> check(SystemReading reading) {
    List<PointValue> values = reading.values();
    if (latest.isOf(values)) {
      return Optional.empty();
    }
    int fresh = 0;
    for (PointValue value : values) {
      Integer index = indexes.get(value.point());
      Point known = index == null ? null : points.get(index);
      if (known == null) {
        fresh++;
        continue;
      }
      if (known.kind() != value.kind()) {
        return Optional.of(
            changed(RejectReason.KIND_CHANGED, value, known.kind().name(), value.kind().name()));
      }
      if (!known.unit().equals(value.unit())) {
        return Optional.of(changed(RejectReason.UNIT_CHANGED, value, known.unit(), value.unit()));
      }
    }
    if (points.size() + fresh > MAX_POINTS) {
      return Optional.of(
          new Rejection(
              RejectReason.TOO_MANY_POINTS,
              "values",
              "at most " + MAX_POINTS + " points in a system",
              Integer.toString(points.size() + fresh)));
    }
    return Optional.empty();
  }

  /** Where the points of a reading stand in it; new ones are given a number now. */
  PointLayout layout(List<PointValue> values) {
    if (!latest.isOf(values)) {
      int[] numbers = new int[values.size()];
      for (int i = 0; i < numbers.length; i++) {
        PointValue value = values.get(i);
        numbers[i] = add(value.point(), value.kind(), value.unit());
      }
      latest = new PointLayout(this, numbers);
    }
    return latest;
  }

  private static Rejection changed(
      RejectReason reason, PointValue value, String wanted, String found) {
    return new Rejection(reason, value.point(), "'" + wanted + "' as before", "'" + found + "'");
  }

  /** The number of a point, given now if it is new. */
  public int add(String path, Kind kind, String unit) {
    Integer index = indexes.get(path);
    if (index != null) {
      return index;
    }
    counters.set(points.size(), kind == Kind.COUNTER);
    points.add(new Point(new PointKey(systemId, path), kind, unit));
    indexes.put(path, points.size() - 1);
    return points.size() - 1;
  }
}
