package telemetry.sink.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import telemetry.sink.batch.Attempt.Refused;
import telemetry.sink.batch.TablesUnavailable;

/**
 * Tells bad rows from a bad day. Only what PostgreSQL says of the data itself (classes 22 and 23)
 * refuses a row; everything else is waited for, since waiting loses nothing and a wrong refusal
 * does.
 */
final class SqlFault {
  private static final String STATEMENT_CANCELLED = "57014";

  /** A key that is there already, or not there yet. */
  private static final Set<String> RACES = Set.of("23505", "23503");

  /** How the tables of rows begin. */
  private static final String ROWS = "telemetry_";

  private static final String CHECK_VIOLATION = "23514";

  /** Connections, resources, operators, rollbacks, locks. */
  private static final List<String> OUTAGES = List.of("08", "53", "57", "40", "55P03");

  private SqlFault() {}

  /** The refusal, if it is one. */
  static @Nullable Refused refusal(SQLException fault) {
    String state = state(fault);
    ServerErrorMessage server = server(fault);
    if (server == null || !(state.startsWith("22") || state.startsWith("23"))) {
      return null;
    }
    if (RACES.contains(state) && !String.valueOf(server.getTable()).startsWith(ROWS)) {
      return null; // Somebody else made the same point, system or partition: it is there next time.
    }
    String constraint = server.getConstraint();
    if (state.equals(CHECK_VIOLATION) && constraint == null) {
      return null; // No partition for the row: it was dropped since, and is made again.
    }
    return new Refused(
        state,
        constraint == null
            ? "SQLSTATE " + state + ": " + server.getMessage()
            : "SQLSTATE " + state + ", constraint " + constraint);
  }

  /** Why to wait. */
  static TablesUnavailable wait(SQLException fault) {
    ServerErrorMessage server = server(fault);
    String words = server == null ? fault.getMessage() : server.getMessage();
    return new TablesUnavailable(
        "database: SQLSTATE " + state(fault) + ": " + words,
        state(fault).equals(STATEMENT_CANCELLED),
        fault);
  }

  /** Whether the database is away, starting, stopping, full or busy, rather than wrong. */
  static boolean isOutage(SQLException fault) {
    String state = state(fault);
    return OUTAGES.stream().anyMatch(state::startsWith);
  }

  private static String state(SQLException fault) {
    String state = fault.getSQLState();
    return state == null ? "none" : state;
  }

  private static @Nullable ServerErrorMessage server(SQLException fault) {
    return fault instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
  }
}
