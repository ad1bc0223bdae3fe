package telemetry.window;

/** How much a row says: the window itself, or a roll-up of windows. */
public enum Span {
  /** The window. */
  FIVE_MINUTES,
  /** An hour, UTC. */
  HOUR,
  /** A day in the system's own time zone: 23 to 25 hours where clocks change. */
  DAY
}
