package telemetry.model;

/** What the sender thinks of its own value. */
public enum Quality {
  /** Measured. */
  GOOD,
  /** Stands until the vendor sends the measured value. */
  ESTIMATED,
  /** Not to be used: counted as an error and in nothing else. */
  BAD
}
