package telemetry.sink.kafka;

/** The sink cannot go on by itself; the message says what to run. */
public final class SinkStopped extends RuntimeException {
  /** Says where, what was wanted, what was found, what to run. */
  public SinkStopped(String message) {
    super(message);
  }
}
