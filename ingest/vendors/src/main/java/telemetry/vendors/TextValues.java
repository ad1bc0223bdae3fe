package telemetry.vendors;

import java.util.regex.Pattern;
import telemetry.model.Kind;
import telemetry.model.RejectReason;
import telemetry.model.Value;

/**
 * What a bare text says: a cell, a message.
 *
 * <ul>
 *   <li>Blank: a missing value.
 *   <li>A decimal number ({@code 12}, {@code -0.5}, {@code 1.7e3}): that number, whatever the kind;
 *       a state that is a number is a number, so that a code can be plotted.
 *   <li>NaN, an infinity or a number too large, in a kind that wants numbers: refused.
 *   <li>Anything else: a text, as it was recorded. In a kind that wants numbers it counts as an
 *       error by the window rules.
 * </ul>
 */
public final class TextValues {
  // Possessive, so that no text makes it try twice. Narrower than Java's own: no 0x1p3, no 12d.
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(?:nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private TextValues() {}

  /** Whether a text is meant as a number, be it one that counts or not. */
  public static boolean isNumeric(String text) {
    String stripped = text.strip();
    return DECIMAL.matcher(stripped).matches() || NOT_FINITE.matcher(stripped).matches();
  }

  /** What a text says of a point. */
  public static Value of(Findings findings, PointType type, String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return Value.MISSING;
    }
    if (DECIMAL.matcher(stripped).matches()) {
      double number = Double.parseDouble(stripped);
      // A state that no number can hold is what it says.
      return type.kind() == Kind.STATE && !Value.isNumber(number)
          ? Values.text(findings, type, text)
          : Values.number(findings, type, number);
    }
    if (type.kind() != Kind.STATE && NOT_FINITE.matcher(stripped).matches()) {
      findings.refuse(RejectReason.NOT_FINITE, type.path(), Value.NUMBER, stripped);
      return Value.MISSING;
    }
    return Values.text(findings, type, text);
  }
}
