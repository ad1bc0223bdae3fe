package telemetry.role;

/** A running part of the pipeline: gateway, streams or sink. */
public interface Role extends AutoCloseable {
  /** Its name in settings, logs and metrics. */
  String name();

  /** Starts and returns at once, or throws what somebody must repair. */
  void start();

  /** How it is now; cheap, from any thread. */
  Health health();

  /**
   * Stops cleanly: what was acknowledged is kept, what was begun is finished or left for the next.
   */
  @Override
  void close();
}
