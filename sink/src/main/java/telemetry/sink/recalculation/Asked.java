package telemetry.sink.recalculation;

import java.sql.SQLException;
import telemetry.sink.batch.TablesUnavailable;

/** Asks the database for somebody who waits: what goes wrong is said, not waited for. */
final class Asked {
  /**
   * A question.
   *
   * @param <T> its answer
   */
  interface Question<T> {
    T ask() throws SQLException;
  }

  private Asked() {}

  static <T> T of(String what, Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new TablesUnavailable(
          "PostgreSQL, %s: SQLSTATE %s: %s".formatted(what, e.getSQLState(), e.getMessage()),
          false,
          e);
    }
  }
}
