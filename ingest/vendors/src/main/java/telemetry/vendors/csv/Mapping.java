package telemetry.vendors.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import telemetry.model.Kind;

/**
 * What the columns of a wide CSV mean.
 *
 * @param source the stream that its rows make
 * @param time the column that holds the instant
 * @param rules what the others are; the first that matches a column's name counts
 */
public record Mapping(String source, Time time, List<Rule> rules) {
  /** The stream of a mapping that names none. */
  public static final String DEFAULT_SOURCE = "csv";

  /** Copies the rules. */
  public Mapping {
    rules = List.copyOf(rules);
  }

  /** How a time column writes an instant. */
  public enum Unit {
    /** Unix time in seconds, with or without a fraction; rounded down to the millisecond. */
    SECONDS,
    /** Unix time in milliseconds. */
    MILLIS,
    /** ISO 8601 with its zone. */
    ISO
  }

  /**
   * The time column.
   *
   * @param column its name
   * @param unit how it writes an instant
   */
  public record Time(String column, Unit unit) {}

  /**
   * What some columns are.
   *
   * @param columns which: a name, or a regular expression for the whole name
   * @param point what they are, or null where they are left out
   */
  public record Rule(Columns columns, @Nullable Point point) {}

  /**
   * What a column is.
   *
   * @param path the point's; null if it is named as its column
   * @param kind how it behaves
   * @param unit the unit of its values, empty where there is none
   * @param factor what the numbers of the column are multiplied by to come into that unit
   */
  public record Point(@Nullable String path, Kind kind, String unit, double factor) {
    /** A point named as its column, with the numbers that stand there. */
    public Point(Kind kind, String unit) {
      this(null, kind, unit, 1);
    }
  }
}
