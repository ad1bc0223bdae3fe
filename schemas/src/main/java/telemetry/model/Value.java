package telemetry.model;

/** What a point said at an instant. */
public sealed interface Value {
  /** The value that the vendor sent as null: a reading happened and gave nothing. */
  Value MISSING = new Missing();

  /**
   * A number in the point's unit.
   *
   * @param number finite
   */
  record Num(double number) implements Value {
    /** Refuses NaN and infinities. */
    public Num {
      if (!Double.isFinite(number)) {
        throw new BadValue(RejectReason.NOT_FINITE, "value", "a finite number", number);
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

  /** A number as a value. */
  static Value of(double number) {
    return new Num(number);
  }

  /** A text as a value. */
  static Value of(String text) {
    return new Text(text);
  }
}
