package telemetry.model;

/** How the values of a point behave in time, and so what a window may say of them. */
public enum Kind {
  /** A level that is true at an instant: power, state of charge, price, temperature. */
  GAUGE,
  /** A meter's running total; a window states its growth. */
  COUNTER,
  /** An amount for the interval that ends at the reading: Wh since the last push, a cost. */
  INTERVAL,
  /** A code, mode, text or flag; only the newest counts. */
  STATE
}
