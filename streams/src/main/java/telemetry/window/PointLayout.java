package telemetry.window;

import java.util.Arrays;
import java.util.List;
import telemetry.model.Kind;
import telemetry.model.PointValue;

/**
 * Which points stand where in a reading. One serves all readings of the same shape, as most of a
 * system's are. Immutable by agreement: nobody writes to the arrays.
 */
final class PointLayout {
  private final String[] paths;
  private final Kind[] kinds;
  private final String[] units;

  /** The numbers of the points, ascending. */
  final int[] points;

  /** Where each of those stands in the reading. */
  final int[] places;

  /** The layout of a reading with the points of these numbers. */
  PointLayout(PointTable table, int... numbers) {
    this.paths = new String[numbers.length];
    this.kinds = new Kind[numbers.length];
    this.units = new String[numbers.length];
    this.points = new int[numbers.length];
    this.places = new int[numbers.length];
    // A number in the high half and its place in the low half sort both at once, without boxes.
    long[] order = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      PointTable.Point point = table.get(numbers[i]);
      paths[i] = point.key().path();
      kinds[i] = point.kind();
      units[i] = point.unit();
      order[i] = ((long) numbers[i] << 32) | i;
    }
    Arrays.sort(order);
    for (int i = 0; i < numbers.length; i++) {
      points[i] = (int) (order[i] >>> 32);
      places[i] = (int) order[i];
    }
  }

  /** Whether a reading has the same points, of the same kinds and units, in the same order. */
  boolean isOf(List<PointValue> values) {
    if (values.size() != paths.length) {
      return false;
    }
    for (int i = 0; i < paths.length; i++) {
      PointValue value = values.get(i);
      if (value.kind() != kinds[i]
          || !value.point().equals(paths[i])
          || !value.unit().equals(units[i])) {
        return false;
      }
    }
    return true;
  }
}
