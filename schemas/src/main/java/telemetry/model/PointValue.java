package telemetry.model;

/**
 * One point's part of a poll.
 *
 * @param point the vendor's path in its system
 * @param kind how the point behaves
 * @param unit the unit of the value as the vendor's decoder states it (W, Wh, %, c/kWh), empty
 *     where there is none
 * @param value the value
 * @param quality what the sender thinks of it
 */
public record PointValue(String point, Kind kind, String unit, Value value, Quality quality) {
  /** The longest unit, in UTF-16 units. */
  public static final int MAX_UNIT = 40;

  /** Refuses what no row could carry. */
  public PointValue {
    PointKey.requirePath(point);
    if (unit.length() > MAX_UNIT) {
      throw new IllegalArgumentException(
          point + ": wanted a unit of at most " + MAX_UNIT + " characters, found " + unit.length());
    }
  }
}
