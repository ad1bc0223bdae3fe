package telemetry.model;

/** What a {@link SystemReading} does to the poll of its identity. */
public enum Op {
  /** The poll is as this record says; a former one is replaced whole. */
  PUT,
  /** The poll is as if it had never been. */
  VOID
}
