package telemetry.gateway.http;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import telemetry.gateway.Systems;
import telemetry.model.ApiKeys;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.general.GeneralDecoder;
import telemetry.vendors.general.GeneralEnvelope;

/**
 * The general endpoint, for senders that can choose their format: one reading, an array of them, or
 * one a line. The key comes as {@code Authorization: Bearer}, so that no body ever holds it.
 *
 * <p>200 with the record's place in the log, once Kafka has it; 400 not what it must be; 401 no
 * key, or a wrong one; 404 unknown system; 413 too long, also when decompressed; 429 too often; 503
 * the log is away.
 */
final class GeneralReadings implements Endpoint {
  static final String NDJSON = "application/x-ndjson";

  private static final Set<String> MEDIA_TYPES = Set.of(JSON, NDJSON);
  private static final String KEY = "Authorization";

  private final int systemId;
  private final Intake intake;
  private final int maxBytes;

  /** Takes readings of one system. */
  GeneralReadings(int systemId, Intake intake, int maxBytes) {
    this.systemId = systemId;
    this.intake = intake;
    this.maxBytes = maxBytes;
  }

  @Override
  public String name() {
    return GeneralDecoder.VENDOR;
  }

  @Override
  public Set<String> mediaTypes() {
    return MEDIA_TYPES;
  }

  @Override
  public boolean takesGzip() {
    return true;
  }

  /** Who speaks, or why nobody does. */
  private record Caller(@Nullable SystemDeclaration system, @Nullable Answer refused) {}

  private Caller caller(@Nullable String key) {
    Optional<Systems> known = intake.systems();
    if (known.isEmpty()) {
      return new Caller(null, Intake.notYet());
    }
    Optional<SystemDeclaration> system =
        known.get().byId(systemId).filter(SystemDeclaration::active);
    if (system.isEmpty()) {
      return refused(404, "UNKNOWN_SYSTEM", "path", "a declared system", "" + systemId);
    }
    if (key == null) {
      return refused(401, "NO_KEY", KEY, "Bearer and a key of this system", "none");
    }
    return ApiKeys.matches(key, system.get().apiKeyHashes())
        ? new Caller(system.get(), null)
        : refused(401, "WRONG_KEY", KEY, "a key of this system", "another");
  }

  private static Caller refused(
      int status, String error, String field, String expected, String found) {
    return new Caller(null, Answer.refused(status, error, field, expected, found));
  }

  @Override
  public Optional<Answer> refusal(@Nullable String key) {
    return Optional.ofNullable(caller(key).refused());
  }

  @Override
  public CompletableFuture<Answer> answer(Letter letter) {
    Instant now = intake.now();
    Caller caller = caller(letter.key()); // Once more: a key may end while a body drips in.
    SystemDeclaration system = caller.system();
    return system == null
        ? Intake.answered(Objects.requireNonNull(caller.refused()))
        : take(letter, system, now);
  }

  private CompletableFuture<Answer> take(Letter letter, SystemDeclaration system, Instant now) {
    byte[] body = letter.body();
    if (letter.gzipped()) {
      try {
        Optional<byte[]> plain = Gunzip.read(body, maxBytes);
        if (plain.isEmpty()) {
          return Intake.answered(Answer.tooLong(maxBytes));
        }
        body = plain.get();
      } catch (IOException e) {
        // A fault in what was sent: the answer, not an accident.
        return malformed("gzip, as Content-Encoding says", "something else, or cut off");
      }
    }
    Optional<Rejection> fault = GeneralEnvelope.fault(body, letter.mediaType());
    return fault.isPresent()
        ? Intake.answered(Answer.bad(fault.get()))
        : intake.take(system, GeneralDecoder.VENDOR, letter.mediaType(), body, now);
  }

  private static CompletableFuture<Answer> malformed(String expected, String found) {
    return Intake.answered(
        Answer.bad(new Rejection(RejectReason.MALFORMED_BODY, "body", expected, found)));
  }
}
