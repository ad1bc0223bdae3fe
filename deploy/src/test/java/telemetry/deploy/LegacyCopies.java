package telemetry.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.imports.JdbcTable;
import telemetry.deploy.imports.LegacyTable;

/** A legacy database elsewhere: in files, and in PostgreSQL. */
final class LegacyCopies {
  private LegacyCopies() {}

  static LegacyTable table(String url, String name, String time) {
    return new JdbcTable(url, name, List.of("system_id", time));
  }

  /** As CSV with a header; gzip if it is called so. */
  static Path file(LegacyTable table, Path file) throws IOException {
    var text = new StringBuilder(table.header()).append("\r\n");
    table.read((cells, line) -> text.append(line).append("\r\n"));
    byte[] bytes = text.toString().getBytes(UTF_8);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      packed.write(bytes);
    }
    return file;
  }

  /**
   * In a schema of PostgreSQL, in another order, with numbers as its people would have kept them.
   */
  static void postgres(LegacyTable table, String url, String name) throws SQLException {
    var columns = new ArrayList<String>();
    for (String column : table.columns()) {
      columns.add(column + " " + type(column));
    }
    var lines = new ArrayList<List<String>>();
    table.read((cells, line) -> lines.add(cells));
    Collections.reverse(lines);
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + name.substring(0, name.indexOf('.')));
      statement.execute("CREATE TABLE " + name + " (" + String.join(", ", columns) + ")");
      String row = "?" + ", ?".repeat(table.columns().size() - 1);
      try (var insert =
          connection.prepareStatement("INSERT INTO " + name + " VALUES (" + row + ")")) {
        for (List<String> cells : lines) {
          for (int i = 0; i < cells.size(); i++) {
            insert.setObject(i + 1, value(table.columns().get(i), cells.get(i)));
          }
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  private static String type(String column) {
    if (column.equals("fault_code")) {
      return "text";
    }
    return isWhole(column) ? "bigint" : "double precision";
  }

  private static boolean isWhole(String column) {
    return column.equals("id")
        || column.endsWith("_id")
        || column.endsWith("_time")
        || column.endsWith("_timestamp")
        || column.endsWith("_end")
        || column.endsWith("_status")
        || column.endsWith("_count");
  }

  private static @Nullable Object value(String column, String cell) {
    if (cell.isEmpty()) {
      return null;
    }
    if (column.equals("fault_code")) {
      return cell;
    }
    return isWhole(column) ? (Object) Long.valueOf(cell) : (Object) Double.valueOf(cell);
  }
}
