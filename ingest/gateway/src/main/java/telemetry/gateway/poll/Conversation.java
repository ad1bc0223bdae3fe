package telemetry.gateway.poll;

import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import telemetry.gateway.client.NoReplyException;
import telemetry.gateway.client.VendorHttp;
import telemetry.gateway.pace.Sends;
import telemetry.gateway.sessions.SessionFile;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Step;
import telemetry.vendors.ask.Trouble;

/** One ask, from its first step to its end, at an account's pace and in a vendor's turn. */
final class Conversation {
  private final Line line;
  private final Sends sends;
  private final SessionFile session;
  private int sent;

  /**
   * How requests go to a vendor.
   *
   * @param vendor its name
   * @param http sends them
   * @param turns the vendor's
   * @param workers carry out the steps
   * @param timer waits for the pace
   */
  record Line(
      String vendor,
      VendorHttp http,
      Turns turns,
      Executor workers,
      ScheduledExecutorService timer,
      PollMeters meters,
      Clock clock) {}

  Conversation(Line line, Sends sends, SessionFile session) {
    this.line = line;
    this.sends = sends;
    this.session = session;
  }

  /** Goes on from a step; the end is {@link Step.Heard} or {@link Step.Failed}. */
  CompletableFuture<Step> go(Step step) {
    Step next = step;
    while (next instanceof Step.Keep keep) {
      try {
        session.write(keep.session());
      } catch (IOException e) {
        return ended(
            Trouble.LASTING, "session: wanted it on disk, found " + e.getClass().getSimpleName());
      }
      next = keep.then();
    }
    if (!(next instanceof Step.Send send)) {
      return CompletableFuture.completedFuture(next);
    }
    if (++sent > Step.MOST_SENDS) {
      return ended(
          Trouble.LASTING, "wanted an end after " + Step.MOST_SENDS + " requests, found none");
    }
    return paced()
        .thenCompose(now -> line.turns().take(() -> exchange(send)))
        .thenComposeAsync(reply -> go(send.then().apply(reply)), line.workers())
        .exceptionallyCompose(Conversation::noReply);
  }

  private CompletableFuture<Void> paced() {
    Instant now = line.clock().instant();
    Duration wait = Duration.between(now, sends.reserve(now));
    var paced = new CompletableFuture<Void>();
    if (wait.isZero()) {
      paced.complete(null);
    } else {
      var unused =
          line.timer()
              .schedule(() -> paced.complete(null), wait.toMillis() + 1, TimeUnit.MILLISECONDS);
    }
    return paced;
  }

  private CompletableFuture<Reply> exchange(Step.Send send) {
    Timer.Sample request = line.meters().request();
    return line.http()
        .send(send.request())
        .whenComplete(
            (reply, fault) -> line.meters().answered(request, line.vendor(), status(reply)));
  }

  private static String status(@Nullable Reply reply) {
    return reply == null ? "none" : Integer.toString(reply.status());
  }

  private static CompletableFuture<Step> noReply(Throwable thrown) {
    Throwable fault = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    return fault instanceof NoReplyException
        ? ended(Trouble.PASSING, String.valueOf(fault.getMessage()))
        : CompletableFuture.failedFuture(thrown);
  }

  static CompletableFuture<Step> ended(Trouble trouble, String reason) {
    return CompletableFuture.completedFuture(new Step.Failed(trouble, reason, null));
  }
}
