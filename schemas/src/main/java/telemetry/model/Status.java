package telemetry.model;

/** How final a row is. On equal revision the later status wins, in this order. */
public enum Status {
  /** The interval is open, or ended less than the settling time ago. */
  PROVISIONAL,
  /** The interval ended for its system, and the settling time has passed. */
  SETTLED,
  /** A change was received after the row had settled. */
  CORRECTED,
  /** No reading is left in the interval. The row stays, so that nothing older can come back. */
  EMPTY
}
