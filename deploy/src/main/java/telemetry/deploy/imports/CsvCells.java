package telemetry.deploy.imports;

import java.util.List;
import java.util.stream.Collectors;

/** Cells as a line of CSV. */
final class CsvCells {
  private CsvCells() {}

  static String line(List<String> cells) {
    return cells.stream().map(CsvCells::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    // A row is one line: a line break in a cell becomes a space.
    String flat = cell.indexOf('\n') < 0 ? cell : cell.replace('\n', ' ');
    return flat.indexOf(',') < 0 && flat.indexOf('"') < 0 && flat.indexOf('\r') < 0
        ? flat
        : '"' + flat.replace("\"", "\"\"") + '"';
  }
}
