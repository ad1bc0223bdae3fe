package telemetry.sink.jdbc;

import java.sql.SQLException;

/** The schema is not what this version writes, and cannot be made so: somebody must decide. */
public final class SchemaException extends RuntimeException {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  SchemaException(String message, Throwable cause) {
    super(message, cause);
  }

  static SchemaException of(Database database, SQLException fault) {
    String state = String.valueOf(fault.getSQLState());
    return new SchemaException(
        "schema of %s: refused: SQLSTATE %s: %s%s"
            .formatted(
                database,
                state,
                fault.getMessage(),
                state.equals(INSUFFICIENT_PRIVILEGE)
                    ? "; let its owner run: telemetry sink migrate"
                    : ""),
        fault);
  }
}
