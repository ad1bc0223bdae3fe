package telemetry.gateway.poll;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.gateway.RawSink;
import telemetry.gateway.UnavailableException;
import telemetry.gateway.pace.Backoff;
import telemetry.model.PollPlace;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.Credentials;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Pace;
import telemetry.vendors.ask.Question;
import telemetry.vendors.ask.Step;
import telemetry.vendors.ask.Trouble;

/**
 * Fetches a vendor's past by the questions that the poller puts, at half the vendor's pace, so that
 * the poller keeps the other half. Its place is kept after each answer that the log has: begun
 * again, it goes on from there.
 */
public final class Backfill implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);

  /** So often in a row, and it ends: whoever began it may begin it again. */
  private static final int MOST_FAILURES = 6;

  private final SystemDeclaration system;
  private final Asking asking;
  private final RawSink sink;
  private final Places places;
  private final PollBounds bounds;
  private final Clock clock;
  private final Accounts accounts;
  private final Account account;

  /**
   * A backfill of one system.
   *
   * @param asking how its vendor is asked
   * @param places where its place is kept
   */
  public Backfill(
      SystemDeclaration system,
      Asking asking,
      RawSink sink,
      Places places,
      PollBounds bounds,
      Clock clock) {
    this.system = system;
    this.asking = asking;
    this.sink = sink;
    this.places = places;
    this.bounds = bounds;
    this.clock = clock;
    MeterRegistry uncounted = new SimpleMeterRegistry(); // It ends, and reports by itself.
    this.accounts = new Accounts(bounds, new PollMeters(uncounted), clock);
    Pace pace = asking.pace();
    this.account =
        accounts.of(system, asking, new Pace(Math.max(1, pace.requests() / 2), pace.per()));
  }

  /** The questions of a vendor that tell of the past; none where it has no past. */
  public static List<Question> questions(Asking asking) {
    return asking.questions().stream().filter(Question::past).toList();
  }

  /**
   * Fetches all that the questions tell of a time.
   *
   * @param again from its beginning, whatever was fetched before
   * @param listener is told after each answer
   * @throws BackfillException if a question cannot be answered; what was heard stays
   * @throws InterruptedException if it was told to stop
   */
  public BackfillProgress fetch(
      List<Question> questions,
      PollPlace.Span span,
      boolean again,
      BackfillProgress.Listener listener)
      throws InterruptedException {
    Map<String, PollPlace> kept = again ? Map.of() : places.read();
    var progress = new BackfillProgress(span, questions.size(), clock.instant());
    for (Question question : questions) {
      PollPlace place = kept.get(PollPlace.key(system.systemId(), question.name(), span));
      Instant from = place == null ? span.from() : place.until();
      progress = progress.begun(question.name(), from, clock.instant());
      listener.at(progress);
      for (Ask ask : asking.asks(question, Inquiry.siteOf(system), from, span.to())) {
        int bytes = untilHeard(ask);
        places.write(new PollPlace(system.systemId(), question.name(), span, ask.to()));
        progress = progress.heard(ask.to(), bytes, clock.instant());
        listener.at(progress);
      }
    }
    return progress;
  }

  /** The length of the answer. */
  private int untilHeard(Ask ask) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      Failure failure;
      Step ending = wait(account.put(ask));
      if (ending instanceof Step.Heard heard) {
        byte[] body = Credentials.blank(system.vendor(), heard.body());
        try {
          wait(
              sink.send(
                  new RawReading(
                      system.systemId(),
                      system.vendor(),
                      clock.instant(),
                      heard.contentType(),
                      body)));
          return body.length;
        } catch (UnavailableException e) {
          failure = new Failure(Trouble.PASSING, String.valueOf(e.getMessage()), Duration.ZERO);
        }
      } else if (ending instanceof Step.Failed failed) {
        Duration after = failed.after();
        failure =
            new Failure(failed.trouble(), failed.reason(), after == null ? Duration.ZERO : after);
      } else {
        throw new IllegalStateException(ask.question() + ": a conversation without an end");
      }
      if (failure.trouble() == Trouble.LASTING || failures == MOST_FAILURES) {
        throw new BackfillException(
            ask.question() + " from " + ask.from() + ": " + failure.reason());
      }
      pause(failure, failures);
    }
  }

  private record Failure(Trouble trouble, String reason, Duration least) {}

  private void pause(Failure failure, int failures) throws InterruptedException {
    double chance = RandomGenerator.getDefault().nextDouble();
    Duration wait = Backoff.after(Trouble.PASSING, bounds.pause(), failures, chance);
    Duration longer = wait.compareTo(failure.least()) > 0 ? wait : failure.least();
    LOG.atInfo()
        .setMessage("backfill.waits")
        .addKeyValue("reason", failure.reason())
        .addKeyValue("ms", longer.toMillis())
        .log();
    long until = System.nanoTime() + longer.toNanos();
    for (long left = longer.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private static <T> T wait(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnavailableException away) {
        throw away;
      }
      throw new IllegalStateException("a fault of the backfill", e.getCause());
    }
  }

  /** Waits a while for what is under way: a token may be in it. */
  @Override
  public void close() {
    accounts.close();
  }
}
