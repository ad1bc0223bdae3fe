package telemetry.deploy.imports;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import telemetry.model.SystemIds;

/** Which system a legacy row is of. */
final class SystemColumn {
  /** What legacy tables call it. */
  static final String NAME = "system_id";

  private final int column;
  private final Set<Integer> systems;

  /**
   * In a table.
   *
   * @param systems those that are asked for
   * @throws ImportException if the table names no systems, and more than one is asked for
   */
  SystemColumn(LegacyTable table, Set<Integer> systems) {
    this.column = table.columns().indexOf(NAME);
    this.systems = Set.copyOf(systems);
    if (column < 0 && systems.size() != 1) {
      throw new ImportException(
          "%s: wanted a column %s, or one system alone, found neither"
              .formatted(table.name(), NAME));
    }
  }

  /**
   * The system, or 0 if it is not asked for.
   *
   * @throws IllegalArgumentException if the row names none
   */
  int of(List<String> cells) {
    if (column < 0) {
      return systems.iterator().next();
    }
    if (column >= cells.size()) {
      throw new IllegalArgumentException("wanted a cell " + NAME + ", found none");
    }
    int id = SystemIds.parse(cells.get(column).strip());
    return systems.contains(id) ? id : 0;
  }

  /** The index of each column. */
  static Map<String, Integer> indexes(LegacyTable table) {
    var indexes = new TreeMap<String, Integer>();
    for (int i = 0; i < table.columns().size(); i++) {
      indexes.put(table.columns().get(i), i);
    }
    return indexes;
  }
}
