package telemetry.window;

/**
 * When a point that used to report is silent.
 *
 * @param multiple of its usual period
 */
public record SilenceRule(int multiple) {
  /** What a point must have shown before it is missed. */
  static final int USED_TO_REPORT = 5;

  /** One new gap counts an eighth: a changed habit is learned in a few readings. */
  private static final int MEMORY = 8;

  /** Whether the point used to report and is not known to be silent. */
  boolean watches(Pulse.Beat beat) {
    return !beat.silent && beat.gaps >= USED_TO_REPORT;
  }

  /** How long the system's time goes on until the point is silent. */
  long silence(Pulse.Beat beat) {
    return multiple * Math.max(1, beat.usual);
  }

  /**
   * The same where nothing of the system arrives: a system that sends an hour at once is not silent
   * after ten minutes.
   */
  long silence(Pulse.Beat beat, long pause) {
    return multiple * Math.max(1, Math.max(beat.usual, pause));
  }

  /**
   * Learns a gap. A silence is no habit, or not yet: it counts as much as a point may be missed.
   */
  void learn(Pulse.Beat beat, long gap) {
    if (beat.gaps == 0) {
      beat.usual = gap;
    } else {
      long counted = beat.gaps < USED_TO_REPORT ? gap : Math.min(gap, silence(beat));
      beat.usual += (counted - beat.usual) / MEMORY;
    }
    beat.gaps = Math.min(USED_TO_REPORT, beat.gaps + 1);
  }

  /** Learns how long nothing arrived: the longest of late. */
  long pause(long known, long found) {
    return Math.max(found, known - known / 64);
  }
}
