package telemetry.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A row as text, every number to the last bit; the same from a table and from a kept case. */
final class StandingRow {
  private StandingRow() {}

  static List<String> read(Connection connection, int systemId) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "SELECT p.path, r.* FROM telemetry_agg_5m r"
                + " JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id"
                + " WHERE r.system_id = ? AND r.status <> 'EMPTY'"
                + " ORDER BY p.path, r.interval_end")) {
      query.setInt(1, systemId);
      var found = new ArrayList<String>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(of(row));
        }
      }
      return found;
    }
  }

  private static String of(ResultSet row) throws SQLException {
    return String.join(
        " ",
        row.getString("path"),
        millis(row, "interval_end"),
        number(row, "avg"),
        number(row, "min"),
        number(row, "max"),
        number(row, "last"),
        String.valueOf(row.getString("last_text")),
        number(row, "delta"),
        millis(row, "delta_since"),
        row.getString("sample_count"),
        row.getString("error_count"),
        row.getString("reset_count"),
        row.getString("quality"));
  }

  private static String number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? "null" : Double.toString(number);
  }

  private static String millis(ResultSet row, String column) throws SQLException {
    var instant = row.getTimestamp(column);
    return instant == null ? "null" : Long.toString(instant.getTime());
  }

  static String of(JsonNode row) {
    return String.join(
        " ",
        row.path("point").asText(),
        row.path("end").asText(),
        number(row.path("avg")),
        number(row.path("min")),
        number(row.path("max")),
        number(row.path("last")),
        row.path("lastText").asText(),
        number(row.path("delta")),
        row.path("deltaSince").asText(),
        row.path("sampleCount").asText(),
        row.path("errorCount").asText(),
        row.path("resetCount").asText(),
        row.path("quality").asText());
  }

  private static String number(JsonNode node) {
    return node.isNull() ? "null" : Double.toString(node.asDouble());
  }
}
