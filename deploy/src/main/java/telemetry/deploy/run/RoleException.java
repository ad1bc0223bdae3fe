package telemetry.deploy.run;

/** A role of this process stopped by something that somebody must repair. */
public final class RoleException extends RuntimeException {
  /** Says which and why. */
  public RoleException(String message) {
    super(message);
  }
}
