package telemetry.vendors;

import telemetry.model.RejectReason;
import telemetry.model.Value;

/**
 * What a sender's texts and numbers are as values. Where one is none, the record is refused, and
 * what is returned stands for it until then.
 */
public final class Values {
  private Values() {}

  /** A text, unless it is longer than a row carries. */
  public static Value text(Findings findings, PointType type, String text) {
    if (text.length() > Value.MAX_TEXT) {
      findings.refuse(
          RejectReason.BAD_FIELD,
          type.path(),
          "a text of at most " + Value.MAX_TEXT + " characters",
          text.length() + " characters");
      return Value.MISSING;
    }
    return Value.of(text);
  }

  /** A number of the vendor's unit in the point's, unless it is none that counts. */
  public static Value number(Findings findings, PointType type, double number) {
    double scaled = number * type.factor();
    if (!Value.isNumber(scaled)) {
      findings.refuse(RejectReason.NOT_FINITE, type.path(), Value.NUMBER, Double.toString(scaled));
      return Value.MISSING;
    }
    return Value.of(scaled);
  }
}
