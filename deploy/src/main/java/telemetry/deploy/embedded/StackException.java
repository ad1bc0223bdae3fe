package telemetry.deploy.embedded;

/** A part of the embedded stack cannot run; the message says which, and what to do. */
public final class StackException extends RuntimeException {
  /** Says where, what was wanted, what was found. */
  public StackException(String message) {
    super(message);
  }

  /** The same, with what it came from. */
  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
