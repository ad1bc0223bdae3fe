package telemetry.gateway.poll;

/** How it goes with a question. */
enum Circuit {
  /** It is answered. */
  CLOSED,
  /** It failed, and is asked again soon. */
  RETRYING,
  /** It failed often, or will not mend by itself: it is asked rarely. */
  OPEN
}
