package telemetry.vendors.csv;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.model.PointValue;

/**
 * Reads a mapping, from JSON or from what a YAML file gives as such, and finds everything that is
 * wrong with it at once. Not for several threads.
 */
public final class MappingReader {
  private final List<String> problems = new ArrayList<>();

  private MappingReader() {}

  /** What came of it. */
  public sealed interface Result {
    /**
     * A mapping.
     *
     * @param mapping right in itself; whether it fits a file, the file's header tells
     */
    record Read(Mapping mapping) implements Result {}

    /**
     * None.
     *
     * @param problems one line each: where, what was wanted, what was found
     */
    record Wrong(List<String> problems) implements Result {}
  }

  /**
   * Reads a mapping:
   *
   * <pre>{@code
   * source: csv                       # optional
   * time: {column: timestamp, unit: seconds}   # or millis, iso
   * points:                           # the first rule that matches counts
   *   - {match: ".*timestamp.*", skip: true}
   *   - {column: mode, kind: STATE}
   *   - {column: sun_kwh, point: sun_wh, kind: COUNTER, unit: Wh, factor: 1000}
   *   - {match: ".*_E_.*", kind: COUNTER, unit: Wh}
   *   - {match: ".*", kind: GAUGE}
   * }</pre>
   */
  public static Result read(JsonNode tree) {
    var reader = new MappingReader();
    Mapping mapping = reader.mapping(tree);
    return mapping == null || !reader.problems.isEmpty()
        ? new Result.Wrong(List.copyOf(reader.problems))
        : new Result.Read(mapping);
  }

  private @Nullable Mapping mapping(JsonNode tree) {
    if (!tree.isObject()) {
      problem("mapping", "an object with time and points", tree);
      return null;
    }
    known("mapping", tree, Set.of("source", "time", "points"));
    String source = tree.has("source") ? source(tree.path("source")) : Mapping.DEFAULT_SOURCE;
    Mapping.Time time = time(tree.path("time"));
    List<Mapping.Rule> rules = rules(tree.path("points"));
    return source == null || time == null ? null : new Mapping(source, time, rules);
  }

  private Mapping.@Nullable Time time(JsonNode tree) {
    if (!tree.isObject()) {
      problem("time", "an object with column and unit", tree);
      return null;
    }
    known("time", tree, Set.of("column", "unit"));
    String column = text("time.column", tree.path("column"));
    Mapping.Unit unit = word("time.unit", tree.path("unit"), Mapping.Unit.values());
    return column == null || unit == null ? null : new Mapping.Time(column, unit);
  }

  private List<Mapping.Rule> rules(JsonNode tree) {
    var rules = new ArrayList<Mapping.Rule>();
    if (!tree.isArray() || tree.isEmpty()) {
      problem("points", "a list of rules", tree);
    }
    for (int i = 0; tree.isArray() && i < tree.size(); i++) {
      Mapping.Rule rule = rule("points[" + i + "]", tree.path(i));
      if (rule != null) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private Mapping.@Nullable Rule rule(String where, JsonNode tree) {
    if (!tree.isObject()) {
      problem(where, "an object with column or match", tree);
      return null;
    }
    known(where, tree, Set.of("column", "match", "point", "kind", "unit", "factor", "skip"));
    Columns columns = columns(where, tree);
    if (tree.has("skip") && !tree.path("skip").isBoolean()) {
      problem(where + ".skip", "true or false", tree.path("skip"));
    }
    if (tree.path("skip").asBoolean()) {
      if (tree.has("kind") || tree.has("unit")) {
        problems.add(where + ": wanted skip or a kind and unit, found both");
      }
      return columns == null ? null : new Mapping.Rule(columns, null);
    }
    Kind kind = word(where + ".kind", tree.path("kind"), Kind.values());
    String unit = tree.has("unit") ? unit(where + ".unit", tree.path("unit")) : "";
    String path = tree.has("point") ? path(where, tree) : null;
    double factor = tree.has("factor") ? factor(where, tree.path("factor")) : 1;
    return columns == null || kind == null || unit == null
        ? null
        : new Mapping.Rule(columns, new Mapping.Point(path, kind, unit, factor));
  }

  /** The name of a point that is not its column's; of one column, or several would be one point. */
  private @Nullable String path(String where, JsonNode tree) {
    String path = text(where + ".point", tree.path("point"));
    if (tree.has("match")) {
      problems.add(where + ".point: wanted it with column, found it with match");
    }
    if (path != null
        && (path.length() > PointKey.MAX_PATH || path.chars().anyMatch(Character::isISOControl))) {
      problem(
          where + ".point",
          "at most " + PointKey.MAX_PATH + " characters, no control characters",
          tree.path("point"));
      return null;
    }
    return path;
  }

  private double factor(String where, JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue()) || node.doubleValue() == 0) {
      problem(where + ".factor", "a number other than 0", node);
      return 1;
    }
    return node.doubleValue();
  }

  private @Nullable Columns columns(String where, JsonNode tree) {
    if (tree.has("column") == tree.has("match")) {
      problems.add(
          where + ": wanted column or match, found " + (tree.has("match") ? "both" : "neither"));
      return null;
    }
    if (tree.has("column")) {
      String name = text(where + ".column", tree.path("column"));
      return name == null ? null : new Columns.Named(name);
    }
    String regex = text(where + ".match", tree.path("match"));
    if (regex == null) {
      return null;
    }
    var matching = Columns.Matching.of(regex);
    if (matching.isEmpty()) {
      problem(
          where + ".match",
          "a regular expression of at most " + Columns.MAX_PATTERN + " characters",
          tree.path("match"));
    }
    return matching.orElse(null);
  }

  private @Nullable String source(JsonNode node) {
    String source = text("source", node);
    if (source != null
        && (source.length() > PointKey.MAX_PATH
            || source.chars().anyMatch(Character::isISOControl))) {
      problem(
          "source", "at most " + PointKey.MAX_PATH + " characters, no control characters", node);
      return null;
    }
    return source;
  }

  private @Nullable String unit(String where, JsonNode node) {
    if (!node.isTextual() || node.textValue().length() > PointValue.MAX_UNIT) {
      problem(where, "a text of at most " + PointValue.MAX_UNIT + " characters", node);
      return null;
    }
    return node.textValue();
  }

  private @Nullable String text(String where, JsonNode node) {
    if (!node.isTextual() || node.textValue().isBlank()) {
      problem(where, "a text", node);
      return null;
    }
    return node.textValue();
  }

  private <E extends Enum<E>> @Nullable E word(String where, JsonNode node, E[] words) {
    for (E word : words) {
      if (node.isTextual() && word.name().equals(node.textValue().toUpperCase(Locale.ROOT))) {
        return word;
      }
    }
    problem(where, "one of " + Arrays.toString(words), node);
    return null;
  }

  private void known(String where, JsonNode tree, Set<String> names) {
    for (var field : tree.properties()) {
      if (!names.contains(field.getKey())) {
        problems.add(
            where
                + ": wanted the keys "
                + names.stream().sorted().toList()
                + ", found "
                + field.getKey());
      }
    }
  }

  private void problem(String where, String wanted, JsonNode found) {
    String text = found.isMissingNode() ? "nothing" : found.toString();
    problems.add(
        where
            + ": wanted "
            + wanted
            + ", found "
            + (text.length() > 80 ? text.substring(0, 80) + "…" : text));
  }
}
