package telemetry.deploy.imports;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    this.order = order(order);
  }

  /** Rows of one system and instant come in the same order each time, too. */
  private String order(List<String> first) {
    var order = new LinkedHashSet<String>(first);
    order.retainAll(columns);
    if (order.isEmpty()) {
      return "";
    }
    Set<String> key = key();
    order.addAll(key.isEmpty() ? columns : key);
    return order.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
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
              cells.add(text(rows, i));
            }
            visitor.row(cells, CsvCells.line(cells));
          }
        });
  }

  /** Every digit of a number, and an instant as the world writes it. */
  private static String text(ResultSet rows, int column) throws SQLException {
    @Nullable Object value = rows.getObject(column);
    if (value == null) {
      return "";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Timestamp time) {
      // Without a zone it is UTC, as in the files, whatever the zone of this machine.
      return rows.getMetaData().getColumnTypeName(column).equals("timestamp")
          ? rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC).toString()
          : time.toInstant().toString();
    }
    return value.toString();
  }

  /**
   * The columns of its primary key; none if it has none, or it is not clear which table is meant.
   */
  private Set<String> key() {
    int dot = name.indexOf('.');
    var key = new TreeSet<String>();
    var schemas = new HashSet<@Nullable String>();
    connected(
        connection -> {
          String schema = dot < 0 ? null : name.substring(0, dot);
          try (var keys =
              connection.getMetaData().getPrimaryKeys(null, schema, name.substring(dot + 1))) {
            while (keys.next()) {
              key.add(keys.getString("COLUMN_NAME"));
              schemas.add(keys.getString("TABLE_SCHEM"));
            }
          }
        });
    return schemas.size() == 1 ? key : Set.of();
  }

  private interface Rows {
    void take(ResultSet rows) throws SQLException;
  }

  private interface Use {
    void of(Connection connection) throws SQLException;
  }

  private void query(String sql, Rows rows) {
    connected(
        connection -> {
          connection.setAutoCommit(false); // Else PostgreSQL gives the whole table at once.
          try (var statement = connection.createStatement()) {
            statement.setFetchSize(AT_ONCE);
            try (var result = statement.executeQuery(sql)) {
              rows.take(result);
            }
          }
        });
  }

  private void connected(Use use) {
    try (Connection connection = DriverManager.getConnection(url)) {
      use.of(connection);
    } catch (SQLException e) {
      // Its URL may hold a password.
      String message = String.valueOf(e.getMessage()).replace(url, "its URL");
      throw new ImportException(
          "legacy database, table %s: SQLSTATE %s: %s".formatted(name, e.getSQLState(), message));
    }
  }
}
