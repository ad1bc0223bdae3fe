package telemetry.deploy.imports;

/** The import that was asked for cannot be; the message says why. */
public final class ImportException extends RuntimeException {
  /** Says why. */
  public ImportException(String message) {
    super(message);
  }
}
