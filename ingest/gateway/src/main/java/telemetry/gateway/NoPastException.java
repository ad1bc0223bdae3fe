package telemetry.gateway;

/** There is no past that could be fetched; the message says why. */
public final class NoPastException extends RuntimeException {
  NoPastException(String message) {
    super(message);
  }
}
