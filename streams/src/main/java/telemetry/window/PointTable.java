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
import telemetry.model.Redefinition;
import telemetry.model.Redefinitions;
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
   * @param kind how it behaves; settled when it is first heard, or by whoever redefines it
   * @param unit likewise
   */
  public record Point(PointKey key, Kind kind, String unit) {
    boolean means(Kind otherKind, String otherUnit) {
      return kind == otherKind && unit.equals(otherUnit);
    }
  }

  private static final BitSet NONE = new BitSet();

  private final int systemId;
  private final Redefinitions redefinitions;
  private final List<Point> points = new ArrayList<>();
  private final Map<String, Integer> indexes = new HashMap<>();
  private final BitSet counters = new BitSet();

  /** Of paths that were redefined, all their numbers: one a meaning. */
  private final Map<String, BitSet> meanings = new HashMap<>();

  /** Of the reading before: most are of the same, and nothing of the table is looked at. */
  private PointLayout latest;

  /** A system without points, where each means what it was first heard as. */
  public PointTable(int systemId) {
    this(systemId, Redefinitions.NONE);
  }

  /**
   * A system without points.
   *
   * @param redefinitions may learn of more, from another thread
   */
  public PointTable(int systemId, Redefinitions redefinitions) {
    this.systemId = systemId;
    this.redefinitions = redefinitions;
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

  /**
   * Says why a reading cannot stand beside what was heard before, if it cannot.
   *
   * @param offset where it stands in {@code telemetry.readings}
   */
  public Optional<Rejection> check(SystemReading reading, long offset) {
    Map<String, Redefinition> redefined = redefinitions.of(systemId);
    List<PointValue> values = reading.values();
    if (redefined.isEmpty() && latest.isOf(values)) {
      return Optional.empty();
    }
    int fresh = 0;
    for (PointValue value : values) {
      Integer index = indexes.get(value.point());
      Point known = index == null ? null : points.get(index);
      Redefinition stated = redefined.get(value.point());
      if (known == null) {
        fresh++;
      }
      if (stated != null) {
        if (!stated.admits(value, offset)) {
          return changed(value, stated.now().kind(), stated.now().unit());
        }
      } else if (known != null) {
        Optional<Rejection> changed = changed(value, known.kind(), known.unit());
        if (changed.isPresent()) {
          return changed;
        }
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

  private static Optional<Rejection> changed(PointValue value, Kind kind, String unit) {
    if (kind != value.kind()) {
      return Optional.of(
          changed(RejectReason.KIND_CHANGED, value, kind.name(), value.kind().name()));
    }
    return unit.equals(value.unit())
        ? Optional.empty()
        : Optional.of(changed(RejectReason.UNIT_CHANGED, value, unit, value.unit()));
  }

  private static Rejection changed(
      RejectReason reason, PointValue value, String wanted, String found) {
    return new Rejection(reason, value.point(), "'" + wanted + "' as before", "'" + found + "'");
  }

  /**
   * The number of a point, given now if it is new. A point that was redefined has one a meaning, so
   * that what was heard as the one is never mixed with what is heard as the other.
   */
  public int add(String path, Kind kind, String unit) {
    Integer newest = indexes.get(path);
    if (newest != null) {
      int known = find(path, newest, kind, unit);
      if (known >= 0) {
        return known;
      }
      meanings.computeIfAbsent(path, of -> new BitSet()).set(newest);
      meanings.get(path).set(points.size());
    }
    counters.set(points.size(), kind == Kind.COUNTER);
    points.add(new Point(new PointKey(systemId, path), kind, unit));
    indexes.put(path, points.size() - 1);
    return points.size() - 1;
  }

  private int find(String path, int newest, Kind kind, String unit) {
    if (points.get(newest).means(kind, unit)) {
      return newest;
    }
    BitSet all = meanings.getOrDefault(path, NONE);
    int p = all.nextSetBit(0);
    while (p >= 0 && !points.get(p).means(kind, unit)) {
      p = all.nextSetBit(p + 1);
    }
    return p;
  }

  /** All numbers of a point's path, where it has others; else none. */
  BitSet meanings(int point) {
    return meanings.isEmpty() ? NONE : meanings.getOrDefault(points.get(point).key().path(), NONE);
  }

  /** Some points, and with each that was redefined those that it was. */
  BitSet withMeanings(BitSet some) {
    if (meanings.isEmpty()) {
      return some;
    }
    var all = (BitSet) some.clone();
    for (int p = some.nextSetBit(0); p >= 0; p = some.nextSetBit(p + 1)) {
      all.or(meanings(p));
    }
    return all;
  }

  /** Whether a point, or what it was before it was redefined, is among some. */
  boolean isIn(BitSet some, int point) {
    return some.get(point) || (!meanings.isEmpty() && meanings(point).intersects(some));
  }

  /** Whether the point means something else by now. */
  boolean isFormer(int point) {
    return !meanings.isEmpty() && newest(meanings(point), point) != point;
  }

  /** Of what a path was heard as, that which it means now. */
  private int newest(BitSet of, int point) {
    Redefinition stated = redefinitions.of(systemId).get(points.get(point).key().path());
    if (stated != null) {
      for (int p = of.nextSetBit(0); p >= 0; p = of.nextSetBit(p + 1)) {
        if (points.get(p).means(stated.now().kind(), stated.now().unit())) {
          return p;
        }
      }
    }
    return of.isEmpty() ? point : of.length() - 1;
  }
}
