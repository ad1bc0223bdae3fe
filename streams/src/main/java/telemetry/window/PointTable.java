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
  private PointLayout latest = new PointLayout();

  /** A system without points. */
  public PointTable(int systemId) {
    this.systemId = systemId;
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
    return points.get(index).kind() == Kind.COUNTER;
  }

  /** All counters. */
  BitSet counters() {
    var counters = new BitSet();
    for (int p = 0; p < points.size(); p++) {
      counters.set(p, isCounter(p));
    }
    return counters;
  }

  /** Says why a reading cannot stand beside what was heard before, if it cannot. */
  public Optional<Rejection> check(SystemReading reading) {
    int fresh = 0;
    List<PointValue> values = reading.values();
    for (int i = 0; i < values.size(); i++) {
      PointValue value = values.get(i);
      Point known = find(i, value.point());
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

  /** The point of a path: mostly that which stood in the same place of the reading before. */
  private @Nullable Point find(int place, String path) {
    if (place < latest.numbers.length) {
      Point likely = points.get(latest.numbers[place]);
      if (likely.key().path().equals(path)) {
        return likely;
      }
    }
    Integer index = indexes.get(path);
    return index == null ? null : points.get(index);
  }

  /** Where the points of a reading stand in it; new ones are given a number now. */
  PointLayout layout(List<PointValue> values) {
    if (!isLatest(values)) {
      int[] numbers = new int[values.size()];
      for (int i = 0; i < numbers.length; i++) {
        PointValue value = values.get(i);
        numbers[i] = add(value.point(), value.kind(), value.unit());
      }
      latest = new PointLayout(numbers);
    }
    return latest;
  }

  private boolean isLatest(List<PointValue> values) {
    int[] numbers = latest.numbers;
    if (values.size() != numbers.length) {
      return false;
    }
    for (int i = 0; i < numbers.length; i++) {
      if (!points.get(numbers[i]).key().path().equals(values.get(i).point())) {
        return false;
      }
    }
    return true;
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
    points.add(new Point(new PointKey(systemId, path), kind, unit));
    indexes.put(path, points.size() - 1);
    return points.size() - 1;
  }
}
