package telemetry.window;

import java.util.ArrayList;
import java.util.List;
import telemetry.model.Event;

/**
 * How the points of one system report, and what is to be told of it: one entry of the state, kept
 * once a window and whenever there is an event. Times are epoch milliseconds.
 */
public final class Pulse {
  static final long NEVER = Long.MIN_VALUE;

  /** How one point reports. */
  static final class Beat {
    /** When what it said last was measured. */
    long last = NEVER;

    /** How far the system's own time usually goes on between two readings of it. */
    long usual;

    /** How many such gaps were seen, as far as it matters. */
    int gaps;

    /** It is silent, and that is told or about to be. */
    boolean silent;

    /** What it says now is refused, and that is told or about to be. */
    boolean refused;
  }

  /** The system's own time. */
  long newest = NEVER;

  /** When its newest record was appended to the log. */
  long arrivedAt = NEVER;

  /** How long nothing of it usually arrives, the longer ones of late. */
  long pause;

  /** When the newest of its new points was first measured. */
  long createdAt = NEVER;

  /** When the first of those that came together was. */
  long burstAt = NEVER;

  /** The lowest of their numbers; all that follow are theirs. */
  int burstFirst;

  /** Whether they came to a system that had long been what it was. */
  boolean burstOfSteady;

  /** By the points' numbers. */
  final List<Beat> beats = new ArrayList<>();

  /** Not told, or not surely. */
  final List<Event> events = new ArrayList<>();

  Beat of(int point) {
    while (beats.size() <= point) {
      beats.add(new Beat());
    }
    return beats.get(point);
  }

  /** Whether something is not surely told. */
  public boolean hasEvents() {
    return !events.isEmpty();
  }

  /**
   * When the wall clock first has to look for silence, if nothing more is heard.
   *
   * @param rules how long a silence is
   * @param since when this task began to listen
   */
  public long dueAt(SilenceRule rules, long since) {
    long earliest = Long.MAX_VALUE;
    for (Beat beat : beats) {
      if (rules.watches(beat)) {
        earliest = Math.min(earliest, beat.last + rules.silence(beat, pause) - newest);
      }
    }
    return earliest == Long.MAX_VALUE ? earliest : earliest + Math.max(arrivedAt, since) + 1;
  }
}
