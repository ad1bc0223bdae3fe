package telemetry.gateway.pace;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import telemetry.vendors.ask.Pace;

/** The requests of an account, held to its {@link Pace}. Not for several threads at a time. */
public final class Sends {
  private final Pace pace;
  private final Deque<Instant> newest = new ArrayDeque<>();
  private Instant quietUntil = Instant.MIN;

  /** None yet. */
  public Sends(Pace pace) {
    this.pace = pace;
  }

  /** Takes the next request's place: when it may be sent, now or later. */
  public Instant reserve(Instant now) {
    Instant at = now.isBefore(quietUntil) ? quietUntil : now;
    if (newest.size() == pace.requests()) {
      Instant room = newest.removeFirst().plus(pace.per());
      at = room.isAfter(at) ? room : at;
    }
    newest.addLast(at);
    return at;
  }

  /** Sends nothing more until then. */
  public void quiet(Instant until) {
    quietUntil = until.isAfter(quietUntil) ? until : quietUntil;
  }
}
