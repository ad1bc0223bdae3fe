package telemetry.deploy.progress;

/** The database could not be asked. */
public final class DatabaseException extends RuntimeException {
  /** Says what was asked and what came back. */
  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
