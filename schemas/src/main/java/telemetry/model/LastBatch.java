package telemetry.model;

/**
 * The highest number that a recorded batch was ever given. A database that is restored does not
 * know of the batches since, but the log does: a number that was given twice would take the later
 * batch for the earlier.
 *
 * @param number that batch's
 */
public record LastBatch(int number) implements Control {
  /** The key of the one record. */
  public static final String KEY = "batch";

  @Override
  public String key() {
    return KEY;
  }
}
