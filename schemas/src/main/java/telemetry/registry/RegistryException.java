package telemetry.registry;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry refused or could not be reached: something to wait for or to repair, never bad data.
 */
public final class RegistryException extends SerializationException {
  private final boolean retriable;

  /**
   * Says what happened.
   *
   * @param message where, what was wanted, what was found, what to do
   * @param retriable whether the same call may succeed later
   */
  public RegistryException(String message, boolean retriable, Throwable cause) {
    super(message, cause);
    this.retriable = retriable;
  }

  /**
   * Says what happened where nothing was thrown before.
   *
   * @param message where, what was wanted, what was found, what to do
   * @param retriable whether the same call may succeed later
   */
  public RegistryException(String message, boolean retriable) {
    super(message);
    this.retriable = retriable;
  }

  /** Whether the same call may succeed later. */
  public boolean retriable() {
    return retriable;
  }
}
