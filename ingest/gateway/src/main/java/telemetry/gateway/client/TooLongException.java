package telemetry.gateway.client;

import java.io.IOException;

/** An answer is longer than an answer may be. */
final class TooLongException extends IOException {
  TooLongException(int maxBytes) {
    super("wanted at most " + maxBytes + " bytes, found more");
  }
}
