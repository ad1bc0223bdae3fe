package telemetry.deploy.replay;

/** The recalculation that was asked for cannot be; the message says why, and the way on. */
public final class ReplayException extends RuntimeException {
  /** Says why. */
  public ReplayException(String message) {
    super(message);
  }
}
