package telemetry.gateway.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import telemetry.vendors.ask.Look;

/**
 * When a question is put, and since when.
 *
 * @param looks its looks, at least one
 */
public record Rhythm(List<Look> looks) {
  /** Keeps the looks from changing. */
  public Rhythm {
    looks = List.copyOf(looks);
  }

  /** The next instant after this one at which a look comes. */
  public Instant next(Instant after) {
    return looks.stream()
        .map(look -> last(look, after).plus(look.every()))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * Since when is asked. A look that came since the former time counts however late it is, so that
   * neither a restart nor a long back-off skips the one that comes once a day.
   *
   * @param place how far the answers were heard; empty where none ever was
   * @param former when all was last asked; the place itself where that is not known
   * @param now when it is put
   */
  public Instant from(Optional<Instant> place, Instant former, Instant now) {
    if (place.isEmpty()) {
      return now.minus(longest());
    }
    Duration back =
        looks.stream()
            .filter(look -> last(look, now).isAfter(former))
            .map(Look::back)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Instant since = now.minus(back);
    return place.get().isBefore(since) ? place.get() : since;
  }

  /** What is wanted of a system that was never asked; its past is a backfill's business. */
  private Duration longest() {
    return looks.stream()
        .map(look -> look.back().compareTo(look.every()) > 0 ? look.back() : look.every())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The newest multiple of the look's length, at or before an instant. */
  private static Instant last(Look look, Instant at) {
    long every = look.every().toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), every) * every);
  }
}
