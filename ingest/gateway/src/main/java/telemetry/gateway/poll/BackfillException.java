package telemetry.gateway.poll;

/** A past was not fetched to its end; the message says why, and holds no credential. */
public final class BackfillException extends RuntimeException {
  /** Says where, what was wanted and what was found. */
  public BackfillException(String message) {
    super(message);
  }
}
