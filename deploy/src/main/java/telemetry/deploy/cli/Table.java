package telemetry.deploy.cli;

import java.util.ArrayList;
import java.util.List;

/** A few columns of text; numbers to the right. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(List.of(head));
  }

  Table row(Object... cells) {
    rows.add(List.of(cells).stream().map(Object::toString).toList());
    return this;
  }

  /** Lines, each ended. */
  String text() {
    int columns = rows.get(0).size();
    var widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        String gap = " ".repeat(widths[i] - cell.length());
        boolean number = cell.matches("[0-9][0-9,.]*%?|-");
        line.append("  ").append(number ? gap + cell : cell + gap);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
