package telemetry.gateway.client;

/** No whole reply came: no connection, too slow, too long, cut off. Holds no credential. */
public final class NoReplyException extends RuntimeException {
  NoReplyException(String message) {
    super(message);
  }
}
