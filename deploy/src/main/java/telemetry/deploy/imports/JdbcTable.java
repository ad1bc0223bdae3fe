package telemetry.deploy.imports;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table of PostgreSQL or SQLite, in the order of systems and time. */
public final class JdbcTable implements LegacyTable {
  private static final int AT_ONCE = 2_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_]\\w*)?");

  private final String url;
  private final String name;
  private final String order;
  private final List<String> columns;

  /**
   * Of a database.
   *
   * @param url {@code jdbc:sqlite:…} or {@code jdbc:postgresql:…}, credentials included
   * @param name the table
   * @param order its columns that say the system and the time
   */
  public JdbcTable(String url, String name, List<String> order) {
    this.url = url;
    this.name = name;
    List<String> wrong =
        Stream.concat(Stream.of(name), order.stream())
            .filter(text -> !NAME.matcher(text).matches())
            .toList();
    if (!wrong.isEmpty()) {
      throw new ImportException("wanted names of tables and columns, found " + wrong);
    }
    this.columns = new ArrayList<>();
    query(
        "SELECT * FROM " + name + " WHERE 1 = 0",
        rows -> {
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            columns.add(rows.getMetaData().getColumnLabel(i));
          }
        });
    this.order = String.join(", ", order.stream().filter(columns::contains).toList());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> columns() {
    return List.copyOf(columns);
  }

  @Override
  public long rows() {
    var count = new long[1];
    query(
        "SELECT count(*) FROM " + name,
        rows -> {
          rows.next();
          count[0] = rows.getLong(1);
        });
    return count[0];
  }

  @Override
  public void read(Visitor visitor) {
    query(
        "SELECT * FROM " + name + (order.isEmpty() ? "" : " ORDER BY " + order),
        rows -> {
          while (rows.next()) {
            var cells = new ArrayList<String>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
              cells.add(text(rows.getObject(i)));
            }
            visitor.row(cells, CsvCells.line(cells));
          }
        });
  }

  /** Every digit of a number, and an instant as the world writes it. */
  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof Timestamp time ? time.toInstant().toString() : value.toString();
  }

  private interface Rows {
    void take(ResultSet rows) throws SQLException;
  }

  private void query(String sql, Rows rows) {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false); // Else PostgreSQL gives the whole table at once.
      try (var statement = connection.createStatement()) {
        statement.setFetchSize(AT_ONCE);
        try (var result = statement.executeQuery(sql)) {
          rows.take(result);
        }
      }
    } catch (SQLException e) {
      throw new ImportException(
          "legacy database, table %s: SQLSTATE %s: %s"
              .formatted(name, e.getSQLState(), e.getMessage()));
    }
  }
}
