package telemetry.gateway.mqtt;

/** What became of a message; each becomes one of these, and all are counted. */
enum Received {
  /** The log has it. */
  ACCEPTED,
  /** The log did not acknowledge it, nor did the door: with QoS 1 the broker keeps it. */
  UNACKNOWLEDGED,
  /** It is what was last said before anybody listened, and nothing is said of when. */
  RETAINED,
  /** Its topic names no system and point. */
  NO_POINT,
  /** No such system is declared, or it is not heard. */
  UNKNOWN_SYSTEM,
  /** It is longer than a message may be. */
  TOO_LONG,
  /** Its system spoke more often than it may. */
  TOO_OFTEN
}
