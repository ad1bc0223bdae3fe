package telemetry.gateway.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import telemetry.model.PollPlace;

/**
 * How far a backfill has come.
 *
 * @param span the time that is wanted
 * @param questions how many questions are put about it
 * @param begun how many of them were begun
 * @param question the newest of those; empty at first
 * @param until how far that was heard
 * @param heard answers of this run that the log has
 * @param bytes of those answers
 * @param fetched the time that this run fetched, of all questions
 * @param elapsed since this run began
 * @param began when it did
 */
public record BackfillProgress(
    PollPlace.Span span,
    int questions,
    int begun,
    String question,
    Instant until,
    long heard,
    long bytes,
    Duration fetched,
    Duration elapsed,
    Instant began) {
  /** Is told of progress. */
  @FunctionalInterface
  public interface Listener {
    /** Nobody. */
    Listener NONE = progress -> {};

    /** Tells how far it is. */
    void at(BackfillProgress progress);
  }

  BackfillProgress(PollPlace.Span span, int questions, Instant now) {
    this(span, questions, 0, "", span.from(), 0, 0, Duration.ZERO, Duration.ZERO, now);
  }

  BackfillProgress begun(String next, Instant from, Instant now) {
    return new BackfillProgress(
        span, questions, begun + 1, next, from, heard, bytes, fetched, since(now), began);
  }

  BackfillProgress heard(Instant to, int length, Instant now) {
    return new BackfillProgress(
        span,
        questions,
        begun,
        question,
        to,
        heard + 1,
        bytes + length,
        fetched.plus(Duration.between(until, to)),
        since(now),
        began);
  }

  private Duration since(Instant now) {
    return Duration.between(began, now);
  }

  /** The time that is left to fetch. */
  public Duration left() {
    Duration whole = Duration.between(span.from(), span.to());
    return Duration.between(until, span.to()).plus(whole.multipliedBy(questions - (long) begun));
  }

  /** Answers a second. */
  public double rate() {
    return elapsed.isZero() ? 0 : heard / (elapsed.toNanos() / 1e9);
  }

  /** How long it will take yet, once something was fetched. */
  public Optional<Duration> eta() {
    return fetched.isZero()
        ? Optional.empty()
        : Optional.of(
            Duration.ofMillis(
                Math.round(elapsed.toMillis() * (double) left().toMillis() / fetched.toMillis())));
  }
}
