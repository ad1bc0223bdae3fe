package telemetry.window;

import java.util.Arrays;

/**
 * Which points stand where in a reading. One serves all readings of the same shape, as most of a
 * system's are. Immutable by agreement: nobody writes to the arrays.
 */
final class PointLayout {
  /** The numbers of the points, in the order of the reading. */
  final int[] numbers;

  /** The same, ascending. */
  final int[] points;

  /** Where each of those stands in the reading. */
  final int[] places;

  /** The layout of a reading with these points. */
  PointLayout(int... numbers) {
    this.numbers = numbers;
    this.points = new int[numbers.length];
    this.places = new int[numbers.length];
    // A number in the high half and its place in the low half sort both at once, without boxes.
    long[] order = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      order[i] = ((long) numbers[i] << 32) | i;
    }
    Arrays.sort(order);
    for (int i = 0; i < numbers.length; i++) {
      points[i] = (int) (order[i] >>> 32);
      places[i] = (int) order[i];
    }
  }
}
