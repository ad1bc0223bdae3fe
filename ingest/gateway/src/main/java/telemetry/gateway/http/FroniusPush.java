package telemetry.gateway.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import telemetry.gateway.RawSink;
import telemetry.gateway.Systems;
import telemetry.gateway.UnavailableException;
import telemetry.model.ApiKeys;
import telemetry.model.Guard;
import telemetry.model.RawReading;
import telemetry.model.Rejection;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.Credentials;
import telemetry.vendors.fronius.FroniusEnvelope;
import telemetry.vendors.fronius.FroniusPushDecoder;

/**
 * The Fronius push endpoint. Takes a body when it knows who speaks and when it was measured, and
 * stores it without its key; what the readings mean is not its business. A repeat is taken like any
 * other: it changes nothing.
 *
 * <p>200 with the record's place in the log, once Kafka has it; 400 not JSON, a field missing or
 * wrong, a timestamp ahead of the clock; 401 wrong key; 404 unknown site; 503 the log is away.
 */
final class FroniusPush {
  private final Supplier<Optional<Systems>> systems;
  private final RawSink sink;
  private final Clock clock;

  /** Takes pushes of the systems, once those are known. */
  FroniusPush(Supplier<Optional<Systems>> systems, RawSink sink, Clock clock) {
    this.systems = systems;
    this.sink = sink;
    this.clock = clock;
  }

  /** Answers a body. */
  CompletableFuture<Answer> push(byte[] body, String contentType) {
    Instant now = clock.instant();
    FroniusEnvelope envelope = FroniusEnvelope.read(body);
    if (envelope instanceof FroniusEnvelope.Refused refused) {
      return answered(Answer.bad(refused.rejection()));
    }
    var read = (FroniusEnvelope.Read) envelope;
    Optional<Systems> known = systems.get();
    if (known.isEmpty()) {
      return answered(Answer.unavailable("the declared systems", "not all of them read yet"));
    }
    List<SystemDeclaration> sites = known.get().bySite(FroniusPushDecoder.VENDOR, read.siteId());
    if (sites.isEmpty()) {
      return answered(
          Answer.refused(
              404, "UNKNOWN_SITE", FroniusPushDecoder.SITE, "a declared site", shown(read)));
    }
    var system =
        sites.stream()
            .filter(site -> ApiKeys.matches(read.apiKey(), site.apiKeyHashes()))
            .findFirst();
    if (system.isEmpty()) {
      return answered(
          Answer.refused(
              401, "WRONG_KEY", FroniusPushDecoder.KEY, "a key of this site", "another"));
    }
    Optional<Rejection> ahead = Guard.time(read.measuredAt(), now);
    if (ahead.isPresent()) {
      return answered(Answer.bad(atTimestamp(ahead.get())));
    }
    return store(
        new RawReading(
            system.get().systemId(),
            FroniusPushDecoder.VENDOR,
            now,
            contentType,
            Credentials.blank(FroniusPushDecoder.VENDOR, body)));
  }

  private CompletableFuture<Answer> store(RawReading reading) {
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

  private static Rejection atTimestamp(Rejection ahead) {
    return new Rejection(
        ahead.reason(), FroniusPushDecoder.TIMESTAMP, ahead.expected(), ahead.found());
  }

  private static String shown(FroniusEnvelope.Read read) {
    return read.siteId().length() > 100 ? read.siteId().substring(0, 100) + "…" : read.siteId();
  }

  private static CompletableFuture<Answer> answered(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
