package telemetry.registry;

import org.apache.kafka.common.errors.SerializationException;
import telemetry.model.Rejection;

/** The bytes of a record cannot be read, now or later: bad data, with a clear answer. */
public final class UndecodableException extends SerializationException {
  private final Rejection rejection;

  /** Carries the answer. */
  public UndecodableException(Rejection rejection, Throwable cause) {
    super(rejection.text(), cause);
    this.rejection = rejection;
  }

  /** Carries the answer where nothing was thrown before. */
  public UndecodableException(Rejection rejection) {
    super(rejection.text());
    this.rejection = rejection;
  }

  /** The answer. */
  public Rejection rejection() {
    return rejection;
  }
}
