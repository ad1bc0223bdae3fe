package telemetry.window;

import telemetry.model.Rejection;

/** The one thing that became of a reading. */
public sealed interface Outcome {
  /** The plain ones. */
  enum Heard implements Outcome {
    /** A new poll. */
    ACCEPTED,
    /** A former poll was replaced. */
    CORRECTED,
    /** A poll is as if it had never been, whether it was heard before or not. */
    VOIDED,
    /** It says exactly what is there: nothing changed. */
    REPEATED,
    /**
     * Something received later is there already: nothing changed. Where outcomes are counted, it is
     * one of the repeats: the poll was heard before, in an older or a newer form.
     */
    SUPERSEDED,
    /** It is older than the state reaches; it belongs in the late topic. */
    LATE
  }

  /**
   * It cannot stand beside what was heard before.
   *
   * @param rejection why
   */
  record Refused(Rejection rejection) implements Outcome {}
}
