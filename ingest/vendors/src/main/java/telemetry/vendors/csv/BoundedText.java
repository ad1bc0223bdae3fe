package telemetry.vendors.csv;

/**
 * A column's name that counts how often a regular expression looks at it: {@code (a|aa)+\1b} on
 * forty letters would otherwise look until the end of days, and a mapping in the log is a
 * stranger's.
 */
final class BoundedText implements CharSequence {
  private static final int MAX_LOOKS = 100_000;

  private final String pattern;
  private final String text;
  private int looks;

  BoundedText(String pattern, String text) {
    this.pattern = pattern;
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    if (++looks > MAX_LOOKS) {
      throw new RunawayPattern(pattern);
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
