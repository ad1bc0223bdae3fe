package telemetry.gateway.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import telemetry.gateway.Systems;
import telemetry.model.ApiKeys;
import telemetry.model.Guard;
import telemetry.model.Rejection;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.fronius.FroniusEnvelope;
import telemetry.vendors.fronius.FroniusPushDecoder;

/**
 * The Fronius push endpoint. Takes a body when it knows who speaks and when it was measured, and
 * stores it without its key; what the readings mean is not its business. A repeat is taken like any
 * other: it changes nothing.
 *
 * <p>200 with the record's place in the log, once Kafka has it; 400 not JSON, a field missing or
 * wrong, a timestamp ahead of the clock; 401 wrong key; 404 unknown site; 429 too often; 503 the
 * log is away.
 */
final class FroniusPush implements Endpoint {
  private final Intake intake;

  /** Takes pushes of the systems, once those are known. */
  FroniusPush(Intake intake) {
    this.intake = intake;
  }

  @Override
  public String name() {
    return "fronius";
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(JSON);
  }

  @Override
  public boolean takesGzip() {
    return false;
  }

  @Override
  public CompletableFuture<Answer> answer(Letter letter) {
    Instant now = intake.now();
    FroniusEnvelope envelope = FroniusEnvelope.read(letter.body());
    if (envelope instanceof FroniusEnvelope.Refused refused) {
      return Intake.answered(Answer.bad(refused.rejection()));
    }
    var read = (FroniusEnvelope.Read) envelope;
    Optional<Systems> known = intake.systems();
    if (known.isEmpty()) {
      return Intake.answered(Intake.notYet());
    }
    List<SystemDeclaration> sites = known.get().bySite(FroniusPushDecoder.VENDOR, read.siteId());
    if (sites.isEmpty()) {
      return Intake.answered(
          Answer.refused(
              404, "UNKNOWN_SITE", FroniusPushDecoder.SITE, "a declared site", shown(read)));
    }
    var system =
        sites.stream()
            .filter(site -> ApiKeys.matches(read.apiKey(), site.apiKeyHashes()))
            .findFirst();
    if (system.isEmpty()) {
      return Intake.answered(
          Answer.refused(
              401, "WRONG_KEY", FroniusPushDecoder.KEY, "a key of this site", "another"));
    }
    Optional<Rejection> ahead = Guard.time(read.measuredAt(), now);
    if (ahead.isPresent()) {
      return Intake.answered(Answer.bad(atTimestamp(ahead.get())));
    }
    return intake.take(
        system.get(), FroniusPushDecoder.VENDOR, letter.mediaType(), letter.body(), now);
  }

  private static Rejection atTimestamp(Rejection ahead) {
    return new Rejection(
        ahead.reason(), FroniusPushDecoder.TIMESTAMP, ahead.expected(), ahead.found());
  }

  private static String shown(FroniusEnvelope.Read read) {
    return read.siteId().length() > 100 ? read.siteId().substring(0, 100) + "…" : read.siteId();
  }
}
