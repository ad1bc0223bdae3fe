package telemetry.model;

/** Who computed an aggregate. */
public enum Origin {
  /** The running topology. */
  LIVE,
  /** A replay of the log. */
  REPLAY,
  /** History that was imported as aggregates; it has no readings behind it. */
  IMPORT
}
