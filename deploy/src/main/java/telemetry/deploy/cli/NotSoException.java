package telemetry.deploy.cli;

/** The thing that was asked is not so; the message says what is lacking. */
final class NotSoException extends RuntimeException {
  NotSoException(String message) {
    super(message);
  }
}
