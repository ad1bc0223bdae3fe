package telemetry.vendors;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import telemetry.model.Kind;

/**
 * The fields that an object of a vendor's format may have: those that are points, and those that
 * are none. What is neither is told. Immutable.
 */
public final class KnownFields {
  /** None. */
  public static final KnownFields NONE = new KnownFields(Map.of(), Set.of());

  private final Map<String, PointType> points;
  private final Set<String> others;

  private KnownFields(Map<String, PointType> points, Set<String> others) {
    this.points = points;
    this.others = others;
  }

  /** And these are points, named as the fields. */
  public KnownFields points(Kind kind, String unit, String... names) {
    return scaled(1, kind, unit, names);
  }

  /**
   * And these are points whose numbers come in another unit.
   *
   * @param factor what a number is multiplied by
   * @param unit the unit after that
   */
  public KnownFields scaled(double factor, Kind kind, String unit, String... names) {
    var more = new LinkedHashMap<>(points);
    for (String name : names) {
      more.put(name, new PointType(name, kind, unit, factor));
    }
    return new KnownFields(more, others);
  }

  /** And these are no points. */
  public KnownFields besides(String... names) {
    var more = new LinkedHashSet<>(others);
    more.addAll(Set.of(names));
    return new KnownFields(points, more);
  }

  /** The same, each point's path below another. */
  public KnownFields below(String prefix) {
    var below = new LinkedHashMap<String, PointType>();
    points.forEach((name, type) -> below.put(name, type.below(prefix)));
    return new KnownFields(below, others);
  }

  /** The point that a field is. */
  public Optional<PointType> point(String name) {
    return Optional.ofNullable(points.get(name));
  }

  /** Whether a field is known, as a point or not. */
  public boolean knows(String name) {
    return points.containsKey(name) || others.contains(name);
  }

  /** The names of those that are points, for answers. */
  public Set<String> names() {
    return points.keySet();
  }
}
