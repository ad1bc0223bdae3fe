package telemetry.deploy.demo;

/** The demo cannot go on; the message says where, what was wanted, what was found. */
public final class DemoException extends RuntimeException {
  /** Says so. */
  public DemoException(String message) {
    super(message);
  }
}
