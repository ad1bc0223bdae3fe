package telemetry.model;

/**
 * A record that cannot be: thrown by the constructors here, with the answer that whoever sent the
 * fields should get.
 */
public final class BadValue extends IllegalArgumentException {
  private final Rejection rejection;

  /** Carries the answer. */
  public BadValue(Rejection rejection) {
    super(rejection.text());
    this.rejection = rejection;
  }

  /** Says which field must not be as it is. */
  public BadValue(RejectReason reason, String where, String expected, Object found) {
    this(new Rejection(reason, where, expected, String.valueOf(found)));
  }

  /** The answer. */
  public Rejection rejection() {
    return rejection;
  }
}
