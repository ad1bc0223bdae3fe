package telemetry.vendors.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a CSV file, by RFC 4180: cells between commas, quoted where they hold commas or
 * quotes, a quote in quotes doubled. A quote inside an unquoted cell is a character like any other.
 * A line break inside a cell is not supported: one line, one row.
 */
public final class CsvLine {
  private CsvLine() {}

  /**
   * The cells of a line.
   *
   * @param line without its line break; a carriage return at its end is part of that break
   * @return empty where a quoted cell is not closed, or goes on after its closing quote
   */
  public static Optional<List<String>> cells(String line) {
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    var cells = new ArrayList<String>();
    int at = 0;
    while (true) {
      if (at < end && line.charAt(at) == '"') {
        var cell = new StringBuilder();
        at = quoted(line, at + 1, end, cell);
        if (at < 0) {
          return Optional.empty();
        }
        cells.add(cell.toString());
      } else {
        int comma = line.indexOf(',', at);
        int stop = comma < 0 || comma > end ? end : comma;
        cells.add(line.substring(at, stop));
        at = stop;
      }
      if (at == end) {
        return Optional.of(cells);
      }
      at++;
    }
  }

  /** Reads to the comma or end after the closing quote; −1 where there is none. */
  private static int quoted(String line, int from, int end, StringBuilder cell) {
    int at = from;
    while (at < end) {
      char c = line.charAt(at++);
      if (c != '"') {
        cell.append(c);
      } else if (at < end && line.charAt(at) == '"') {
        cell.append(c);
        at++;
      } else {
        return at == end || line.charAt(at) == ',' ? at : -1;
      }
    }
    return -1;
  }
}
