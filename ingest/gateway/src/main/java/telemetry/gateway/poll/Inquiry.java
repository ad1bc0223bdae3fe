package telemetry.gateway.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import telemetry.gateway.pace.Rhythm;
import telemetry.model.PollPlace;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.Credentials;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Question;
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Step;
import telemetry.vendors.ask.Trouble;

/**
 * One question about one system, put again and again. It fails by itself: others of its vendor go
 * on. Lives on the poller's thread alone.
 */
final class Inquiry {
  private final SystemDeclaration system;
  private final Asking asking;
  private final Question question;
  private final Account account;
  private final Means means;
  private final Rhythm rhythm;
  private final Site site;
  private final Breaker breaker;
  private Optional<Instant> place;
  private Instant former;
  private boolean stopped;
  private @Nullable Future<?> pending;

  /**
   * A question that is not put yet.
   *
   * @param place how far its answers were heard, if ever
   */
  Inquiry(
      SystemDeclaration system,
      Asking asking,
      Question question,
      Account account,
      Optional<Instant> place,
      Means means) {
    this.system = system;
    this.asking = asking;
    this.question = question;
    this.account = account;
    this.means = means;
    this.rhythm = new Rhythm(question.looks());
    this.site = siteOf(system);
    this.breaker = new Breaker(system, question, means);
    this.place = place;
    this.former = place.orElse(Instant.EPOCH);
  }

  /** Whom a declaration is about. */
  static Site siteOf(SystemDeclaration system) {
    String siteId = system.siteId();
    return new Site(system.systemId(), siteId == null ? "" : siteId, system.timezone());
  }

  /** How far its answers were heard, if ever. */
  Optional<Instant> place() {
    return place;
  }

  /** Begins: with what was missed, or at the next look where only now can be asked for. */
  void begin() {
    breaker.begin();
    Instant now = means.clock().instant();
    schedule(
        question.past()
            ? now.plusMillis((long) (means.pause().toMillis() * means.chance().nextDouble()))
            : rhythm.next(now));
  }

  /** Ends; what is under way is heard to its end, and moves nothing any more. */
  void stop() {
    stopped = true;
    breaker.end();
    if (pending != null) {
      pending.cancel(false);
    }
  }

  private void schedule(Instant at) {
    if (stopped) {
      return;
    }
    long millis = Math.max(0, Duration.between(means.clock().instant(), at).toMillis());
    try {
      pending = means.thread().schedule(this::look, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      stopped = true; // The poller was closed meanwhile.
    }
  }

  private void look() {
    Instant now = means.clock().instant();
    List<Ask> asks;
    try {
      asks = asking.asks(question, site, rhythm.from(place, former, now), now);
    } catch (RuntimeException e) {
      broken(e);
      return;
    }
    next(asks.iterator(), now);
  }

  private void next(Iterator<Ask> asks, Instant now) {
    if (stopped) {
      return;
    }
    if (!asks.hasNext()) {
      former = now;
      breaker.succeeded();
      schedule(rhythm.next(means.clock().instant()));
      return;
    }
    Ask ask = asks.next();
    var unused =
        account
            .put(ask)
            .whenCompleteAsync(
                (ending, fault) -> {
                  if (fault != null) {
                    broken(fault);
                  } else if (ending instanceof Step.Heard heard) {
                    heard(heard, ask, asks, now);
                  } else if (ending instanceof Step.Failed failed) {
                    failed(failed);
                  }
                },
                means.thread());
  }

  private void heard(Step.Heard heard, Ask ask, Iterator<Ask> asks, Instant now) {
    var reading =
        new RawReading(
            system.systemId(),
            system.vendor(),
            means.clock().instant(),
            heard.contentType(),
            Credentials.blank(system.vendor(), heard.body()));
    var unused =
        means
            .sink()
            .send(reading)
            .whenCompleteAsync(
                (taken, fault) -> {
                  if (taken == null) {
                    breaker.count("unacknowledged");
                    retry(Trouble.PASSING, "the log's acknowledgement did not come", Duration.ZERO);
                  } else {
                    breaker.count("heard");
                    moveTo(ask.to());
                    next(asks, now);
                  }
                },
                means.thread());
  }

  /** A look back over what was heard long ago moves nothing back. */
  private void moveTo(Instant until) {
    if (stopped || !question.past() || place.filter(at -> !at.isBefore(until)).isPresent()) {
      return;
    }
    place = Optional.of(until);
    means.places().write(new PollPlace(system.systemId(), question.name(), null, until));
  }

  private void failed(Step.Failed failed) {
    breaker.count(failed.trouble().name().toLowerCase(Locale.ROOT));
    Duration after = failed.after();
    if (failed.trouble() == Trouble.EXPECTED) {
      schedule(rhythm.next(means.clock().instant()));
      return;
    }
    if (after != null) {
      account.quiet(after);
    }
    retry(failed.trouble(), failed.reason(), after == null ? Duration.ZERO : after);
  }

  private void broken(Throwable fault) {
    breaker.broken(fault);
    retry(Trouble.LASTING, "a fault of the poller", Duration.ZERO);
  }

  private void retry(Trouble trouble, String reason, Duration least) {
    if (!stopped) {
      Duration wait = breaker.failed(trouble, reason);
      schedule(means.clock().instant().plus(wait.compareTo(least) > 0 ? wait : least));
    }
  }
}
