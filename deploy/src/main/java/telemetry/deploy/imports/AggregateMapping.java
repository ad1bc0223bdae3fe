package telemetry.deploy.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import telemetry.model.Kind;
import telemetry.vendors.csv.Mapping;

/**
 * What the columns of a legacy table of 5-minute rows mean.
 *
 * @param time the column of the interval's end
 * @param samples the column of the number of samples; null if there is none
 * @param points the points
 */
public record AggregateMapping(
    Mapping.Time time, @Nullable String samples, List<AggregateColumns> points) {
  private static final Set<String> KEYS =
      Set.of("point", "kind", "unit", "factor", "avg", "min", "max", "last", "delta");

  /** Copies. */
  public AggregateMapping {
    points = List.copyOf(points);
  }

  /**
   * Reads one.
   *
   * @param problems is told everything that is wrong
   */
  static AggregateMapping read(JsonNode tree, List<String> problems) {
    var points = new ArrayList<AggregateColumns>();
    for (int i = 0; i < tree.path("points").size(); i++) {
      point("aggregates.points[" + i + "]", tree.path("points").path(i), points, problems);
    }
    if (points.isEmpty()) {
      problems.add("aggregates.points: wanted a list of points, found none");
    }
    String unit = tree.path("time").path("unit").asText("").toUpperCase(Locale.ROOT);
    String column = tree.path("time").path("column").asText("");
    boolean known = Arrays.stream(Mapping.Unit.values()).anyMatch(it -> it.name().equals(unit));
    if (!known || column.isBlank()) {
      problems.add(
          "aggregates.time: wanted a column and a unit, one of "
              + Arrays.toString(Mapping.Unit.values())
              + ", found "
              + tree.path("time"));
    }
    return new AggregateMapping(
        new Mapping.Time(column, known ? Mapping.Unit.valueOf(unit) : Mapping.Unit.SECONDS),
        text(tree, "samples"),
        points);
  }

  private static void point(
      String where, JsonNode tree, List<AggregateColumns> points, List<String> problems) {
    tree.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                problems.add(where + ": wanted the keys " + KEYS + ", found " + key);
              }
            });
    String kind = tree.path("kind").asText("").toUpperCase(Locale.ROOT);
    boolean known = Arrays.stream(Kind.values()).anyMatch(it -> it.name().equals(kind));
    String point = tree.path("point").asText("");
    double factor = tree.path("factor").asDouble(1);
    if (!known || point.isBlank() || factor == 0) {
      problems.add(
          where
              + ": wanted a point, a kind of "
              + Arrays.toString(Kind.values())
              + " and, if any, a factor, found "
              + tree);
      return;
    }
    points.add(
        new AggregateColumns(
            point,
            Kind.valueOf(kind),
            tree.path("unit").asText(""),
            factor,
            text(tree, "avg"),
            text(tree, "min"),
            text(tree, "max"),
            text(tree, "last"),
            text(tree, "delta")));
  }

  private static @Nullable String text(JsonNode tree, String name) {
    return tree.path(name).isTextual() ? tree.path(name).textValue() : null;
  }
}
