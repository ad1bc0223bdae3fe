package telemetry.sink.batch;

import java.util.Locale;

/**
 * How the tables that are divided by time are divided. It is chosen before the first row and never
 * changes; the same SQL reads and writes both.
 */
public enum TableForm {
  /** Whatever stands; at the beginning hypertables where the server has TimescaleDB loaded. */
  AUTO,
  /** Partitions of PostgreSQL's own. */
  NATIVE,
  /** Hypertables of TimescaleDB. */
  TIMESCALE;

  /** Its name in settings and in the database. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
