package telemetry.model;

/** What a point said at an instant. */
public sealed interface Value {
  /** The value that the vendor sent as null: a reading happened and gave nothing. */
  Value MISSING = new Missing();

  /**
   * The largest number that counts as one, either way of 0. No device measures so much; and sums
   * and differences of as many such numbers as a row can ever hold stay finite.
   */
  double MOST = 1e290;

  /** What is wanted where a number is not one that counts. */
  String NUMBER = "a finite number, at most 1e290 either way of 0";

  /**
   * A number in the point's unit.
   *
   * @param number finite, at most {@link #MOST} either way of 0
   */
  record Num(double number) implements Value {
    /** Refuses NaN, infinities, and what would become one in a sum. */
    public Num {
      if (!isNumber(number)) {
        throw new BadValue(RejectReason.NOT_FINITE, "value", NUMBER, number);
      }
    }
  }

  /**
   * A text: a fault code, a mode.
   *
   * @param text as the vendor wrote it, at most {@value #MAX_TEXT} characters
   */
  record Text(String text) implements Value {
    /** Refuses texts that no row should carry. */
    public Text {
      if (text.length() > MAX_TEXT) {
        throw new IllegalArgumentException(
            "value: wanted a text of at most " + MAX_TEXT + " characters, found " + text.length());
      }
    }
  }

  /** Nothing. */
  record Missing() implements Value {}

  /** The longest text, in UTF-16 units. */
  int MAX_TEXT = 1000;

  /** Whether a number counts as one. */
  static boolean isNumber(double number) {
    return Math.abs(number) <= MOST;
  }

  /** A number as a value. */
  static Value of(double number) {
    return new Num(number);
  }

  /** A text as a value. */
  static Value of(String text) {
    return new Text(text);
  }
}
