package telemetry.vendors.csv;

import java.util.regex.Pattern;
import telemetry.model.Kind;
import telemetry.model.RejectReason;
import telemetry.model.Value;
import telemetry.vendors.PointType;
import telemetry.vendors.Poll;

/**
 * What a cell says.
 *
 * <ul>
 *   <li>Blank: a missing value.
 *   <li>A decimal number ({@code 12}, {@code -0.5}, {@code 1.7e3}): that number, whatever the kind;
 *       a state whose cell is a number is a number, so that a code can be plotted.
 *   <li>NaN, an infinity or a number too large, in a kind that wants numbers: the row is refused.
 *   <li>Anything else: a text, as it was recorded. In a kind that wants numbers it counts as an
 *       error by the window rules.
 * </ul>
 */
final class Cells {
  // Possessive, so that no cell makes it try twice. Narrower than Java's own: no 0x1p3, no 12d.
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(?:nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private Cells() {}

  static void put(Poll poll, PointType type, String cell) {
    String stripped = cell.strip();
    if (stripped.isEmpty()) {
      poll.put(type, Value.MISSING);
    } else if (DECIMAL.matcher(stripped).matches()) {
      putNumber(poll, type, cell, Double.parseDouble(stripped));
    } else if (type.kind() != Kind.STATE && NOT_FINITE.matcher(stripped).matches()) {
      poll.refuse(RejectReason.NOT_FINITE, type.path(), Value.NUMBER, stripped);
    } else {
      poll.putText(type, cell);
    }
  }

  private static void putNumber(Poll poll, PointType type, String cell, double number) {
    if (type.kind() == Kind.STATE && !Value.isNumber(number)) {
      poll.putText(type, cell);
    } else {
      poll.putNumber(type, number);
    }
  }
}
