package telemetry.vendors.csv;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Writes a mapping as compact JSON, the same text for the same mapping. */
public final class MappingWriter {
  private MappingWriter() {}

  /** The JSON that {@link MappingReader} reads back as the same mapping. */
  public static String json(Mapping mapping) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    if (!mapping.source().equals(Mapping.DEFAULT_SOURCE)) {
      tree.put("source", mapping.source());
    }
    tree.putObject("time")
        .put("column", mapping.time().column())
        .put("unit", mapping.time().unit().name().toLowerCase(Locale.ROOT));
    var rules = tree.putArray("points");
    for (Mapping.Rule rule : mapping.rules()) {
      ObjectNode written = rules.addObject();
      if (rule.columns() instanceof Columns.Named named) {
        written.put("column", named.name());
      } else if (rule.columns() instanceof Columns.Matching matching) {
        written.put("match", matching.pattern().pattern());
      }
      Mapping.Point point = rule.point();
      if (point == null) {
        written.put("skip", true);
      } else {
        if (point.path() != null) {
          written.put("point", point.path());
        }
        written.put("kind", point.kind().name());
        if (!point.unit().isEmpty()) {
          written.put("unit", point.unit());
        }
        if (point.factor() != 1) {
          written.put("factor", point.factor());
        }
      }
    }
    return tree.toString();
  }
}
