package telemetry.vendors;

import telemetry.model.Kind;

/**
 * A point as its vendor's format declares it.
 *
 * @param path the vendor's path
 * @param kind how it behaves
 * @param unit the unit of its values, empty where there is none
 */
public record PointType(String path, Kind kind, String unit) {}
