package telemetry.sink.batch;

/** How an attempt to write a batch ended. Broken machinery is a {@link TablesUnavailable}. */
public sealed interface Attempt {
  /**
   * Rows and place are committed.
   *
   * @param written rows inserted or updated
   * @param superseded rows left alone, since the tables knew more
   * @param expired rows that are older than their table keeps
   * @param refused rows that streams refuse by the same rule, and tell of
   */
  record Written(int written, int superseded, int expired, int refused) implements Attempt {}

  /** The place is not where we left it, as in a restored database: take and seek again. */
  record Moved() implements Attempt {}

  /** Somebody else has taken the partition since; nothing was written. */
  record Stale() implements Attempt {}

  /**
   * PostgreSQL refuses a row of the batch, whenever it is asked; nothing was written.
   *
   * @param sqlState five characters, of class 22 or 23
   * @param text the constraint, or what the server says; never the row
   */
  record Refused(String sqlState, String text) implements Attempt {}
}
