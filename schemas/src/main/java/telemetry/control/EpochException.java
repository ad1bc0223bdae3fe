package telemetry.control;

/** The log is not the one that revisions count in; somebody must decide before anything runs. */
public final class EpochException extends RuntimeException {
  /** Says what was wanted, what was found, and the way on. */
  public EpochException(String message) {
    super(message);
  }
}
