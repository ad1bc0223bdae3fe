package telemetry.gateway.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import telemetry.gateway.RawSink;
import telemetry.gateway.Systems;
import telemetry.gateway.UnavailableException;
import telemetry.gateway.pace.Rates;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.Credentials;

/** What all endpoints share: who is declared, how often each may speak, and the way to the log. */
final class Intake {
  private final Supplier<Optional<Systems>> systems;
  private final RawSink sink;
  private final Clock clock;
  private final Rates rates;

  /**
   * The way in.
   *
   * @param systems the declared systems, once they are known
   */
  Intake(Supplier<Optional<Systems>> systems, RawSink sink, Clock clock, Rates rates) {
    this.systems = systems;
    this.sink = sink;
    this.clock = clock;
    this.rates = rates;
  }

  /** Now. */
  Instant now() {
    return clock.instant();
  }

  /** The declared systems, once they are known. */
  Optional<Systems> systems() {
    return systems.get();
  }

  /** What a sender is told until then. */
  static Answer notYet() {
    return Answer.unavailable("the declared systems", "not all of them read yet");
  }

  /**
   * Takes a body of a system whose key was right.
   *
   * @param vendor whose format the body is in
   * @param now when it was received
   */
  CompletableFuture<Answer> take(
      SystemDeclaration system, String vendor, String contentType, byte[] body, Instant now) {
    Duration wait = rates.take(system.systemId(), now);
    if (!wait.isZero()) {
      return answered(Answer.tooOften(rates.text(), wait));
    }
    var reading =
        new RawReading(
            system.systemId(), vendor, now, contentType, Credentials.blank(vendor, body));
    return sink.send(reading)
        .handle((place, fault) -> place != null ? Answer.taken(place) : fault(fault));
  }

  private static Answer fault(Throwable fault) {
    Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
    if (cause instanceof UnavailableException) {
      return Answer.unavailable("the log's acknowledgement", "none in time");
    }
    throw new CompletionException(cause);
  }

  static CompletableFuture<Answer> answered(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
