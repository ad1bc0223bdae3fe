package telemetry.vendors;

import telemetry.model.Kind;

/**
 * A point as its vendor's format declares it.
 *
 * @param path the vendor's path
 * @param kind how it behaves
 * @param unit the unit of its values, empty where there is none
 * @param factor what the vendor's numbers are multiplied by to come into that unit
 */
public record PointType(String path, Kind kind, String unit, double factor) {
  /** A point whose numbers are kept as they are sent. */
  public PointType(String path, Kind kind, String unit) {
    this(path, kind, unit, 1);
  }

  /** The same point of a part of the system: its path below another. */
  public PointType below(String prefix) {
    return new PointType(prefix + path, kind, unit, factor);
  }
}
