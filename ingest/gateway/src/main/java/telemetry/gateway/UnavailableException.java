package telemetry.gateway;

/** The log did not acknowledge a record: Kafka or the registry is away, or the buffer is full. */
public final class UnavailableException extends RuntimeException {
  /** Says what was in the way, before anything was sent. */
  public UnavailableException(String message) {
    super(message);
  }

  /** Says what was in the way. */
  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
