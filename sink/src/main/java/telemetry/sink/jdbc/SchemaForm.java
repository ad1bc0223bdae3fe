package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import telemetry.sink.batch.TableForm;

/** The form that the tables of a database have: chosen by its owner, and held by everybody. */
final class SchemaForm {
  private static final String STANDS = "SELECT form FROM table_form";
  private static final String CHOOSE = "SELECT telemetry_form(?)";

  private SchemaForm() {}

  /**
   * Chooses it if that is due; else only looks, which every member of telemetry_writer may.
   *
   * @throws SQLException with SQLSTATE 0A000 if the tables have another form, or cannot get it
   */
  static void settle(Connection session, TableForm wanted) throws SQLException {
    try (var statement = session.createStatement();
        var row = statement.executeQuery(STANDS)) {
      if (row.next() && (wanted == TableForm.AUTO || wanted.label().equals(row.getString(1)))) {
        return;
      }
    }
    try (var statement = session.prepareStatement(CHOOSE)) {
      statement.setString(1, wanted.label());
      statement.execute();
    }
  }
}
