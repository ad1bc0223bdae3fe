package telemetry.vendors.csv;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which columns a rule speaks of. */
public sealed interface Columns {
  /** The longest regular expression that a rule may hold. */
  int MAX_PATTERN = 1000;

  /** Whether a column of this name is one of them. */
  boolean contains(String name);

  /**
   * One column.
   *
   * @param name its name
   */
  record Named(String name) implements Columns {
    @Override
    public boolean contains(String column) {
      return column.equals(name);
    }
  }

  /**
   * The columns whose whole name matches a regular expression.
   *
   * @param pattern the expression
   */
  record Matching(Pattern pattern) implements Columns {
    /** The expression, unless it is too long or none. */
    public static Optional<Matching> of(String regex) {
      if (regex.length() > MAX_PATTERN) {
        return Optional.empty();
      }
      try {
        return Optional.of(new Matching(Pattern.compile(regex)));
      } catch (PatternSyntaxException e) {
        return Optional.empty(); // The answer, told by the caller.
      }
    }

    /**
     * {@inheritDoc}
     *
     * @throws RunawayPattern if it tries more ways than any sensible expression does
     */
    @Override
    public boolean contains(String column) {
      return pattern.matcher(new BoundedText(pattern.pattern(), column)).matches();
    }
  }
}
