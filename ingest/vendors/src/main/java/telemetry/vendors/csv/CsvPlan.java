package telemetry.vendors.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telemetry.model.PointKey;
import telemetry.vendors.Findings;
import telemetry.vendors.PointType;
import telemetry.vendors.Poll;
import telemetry.vendors.TextValues;

/**
 * A mapping laid on a header: which cell is what.
 *
 * @param mapping the mapping
 * @param columns the header's names, in order
 * @param timeColumn the index of the time column
 * @param points the point of each column, null where there is none
 * @param unmatched columns that no rule matches
 */
public record CsvPlan(
    Mapping mapping,
    List<String> columns,
    int timeColumn,
    List<@Nullable PointType> points,
    List<String> unmatched) {

  /** What came of it. */
  public sealed interface Result {
    /**
     * A plan.
     *
     * @param plan columns that no rule matches do not spoil it: they are named in it
     */
    record Planned(CsvPlan plan) implements Result {}

    /**
     * None.
     *
     * @param problems one line each: where, what was wanted, what was found
     */
    record Wrong(List<String> problems) implements Result {}
  }

  /** Lays a mapping on a header line. */
  public static Result of(Mapping mapping, String headerLine) {
    var cells = CsvLine.cells(withoutMark(headerLine));
    if (cells.isEmpty()) {
      return new Result.Wrong(
          List.of("header: wanted CSV cells, found a quote that is not closed"));
    }
    var problems = new ArrayList<String>();
    var points = new ArrayList<@Nullable PointType>();
    var unmatched = new ArrayList<String>();
    var seen = new HashSet<String>();
    List<String> columns = cells.get();
    for (String column : columns) {
      if (!seen.add(column)) {
        problems.add("header: wanted each column once, found '" + shown(column) + "' twice");
      }
      points.add(
          column.equals(mapping.time().column())
              ? null
              : point(mapping, column, unmatched, problems));
    }
    int timeColumn = columns.indexOf(mapping.time().column());
    if (timeColumn < 0) {
      problems.add(
          "header: wanted the time column '" + shown(mapping.time().column()) + "', found none");
    }
    if (points.stream().allMatch(point -> point == null)) {
      problems.add("header: wanted at least one column that a rule makes a point, found none");
    }
    return problems.isEmpty()
        ? new Result.Planned(new CsvPlan(mapping, columns, timeColumn, points, unmatched))
        : new Result.Wrong(List.copyOf(problems));
  }

  /** Puts the cells of a row, as many as there are columns, into its poll. */
  void put(List<String> cells, Findings findings, Poll poll) {
    for (int i = 0; i < cells.size(); i++) {
      PointType point = points.get(i);
      if (point != null) {
        poll.put(point, TextValues.of(findings, point, cells.get(i)));
      }
    }
    unmatched.forEach(findings::unmapped);
  }

  private static @Nullable PointType point(
      Mapping mapping, String column, List<String> unmatched, List<String> problems) {
    // Bounded before any expression sees it: Java's matcher recurses once a character.
    if (column.length() > PointKey.MAX_PATH) {
      problems.add(
          "header: wanted names of at most "
              + PointKey.MAX_PATH
              + " characters, found "
              + column.length());
      return null;
    }
    try {
      for (Mapping.Rule rule : mapping.rules()) {
        if (rule.columns().contains(column)) {
          return point(column, rule.point(), problems);
        }
      }
    } catch (RunawayPattern e) {
      problems.add(e.getMessage() + " (on column '" + shown(column) + "')");
      return null;
    }
    unmatched.add(column);
    return null;
  }

  private static @Nullable PointType point(
      String column, Mapping.@Nullable Point point, List<String> problems) {
    if (point == null) {
      return null;
    }
    if (column.isBlank() || column.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          "header: wanted names without control characters, and none blank, found '"
              + shown(column)
              + "'; a rule may skip it");
      return null;
    }
    String path = point.path() == null ? column : point.path();
    return new PointType(path, point.kind(), point.unit(), point.factor());
  }

  private static String withoutMark(String headerLine) {
    return headerLine.startsWith("\uFEFF") ? headerLine.substring(1) : headerLine;
  }

  private static String shown(String name) {
    return name.length() > 60 ? name.substring(0, 60) + "…" : name;
  }

  /** Copies the lists; a list of points may hold nulls, so {@code List.copyOf} would not do. */
  public CsvPlan {
    columns = List.copyOf(columns);
    points = Arrays.asList(points.toArray(new PointType[0]));
    unmatched = List.copyOf(unmatched);
  }
}
