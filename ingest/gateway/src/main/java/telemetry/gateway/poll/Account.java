package telemetry.gateway.poll;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.gateway.pace.Sends;
import telemetry.gateway.sessions.References;
import telemetry.gateway.sessions.SessionFile;
import telemetry.model.ApiKeys;
import telemetry.vendors.ask.Access;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Step;
import telemetry.vendors.ask.Trouble;

/**
 * Those systems that ask a vendor with the same credentials. They take turns: a login or a refresh
 * token counts once, and the vendor's limits are the account's.
 */
final class Account {
  private static final Logger LOG = LoggerFactory.getLogger(Account.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
  private static final int NONCE_BYTES = 32;
  private static final SecureRandom CHANCE = new SecureRandom();

  private final Asking asking;
  private final Map<String, String> access;
  private final Conversation.Line line;
  private final Sends sends;
  private final SessionFile session;
  private final Turns turns = new Turns(1);
  private volatile CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);
  private volatile boolean closing;

  /**
   * An account.
   *
   * @param access as declared, with references
   * @param sends its requests so far
   */
  Account(
      Asking asking,
      Map<String, String> access,
      Conversation.Line line,
      Sends sends,
      PollBounds bounds) {
    this.asking = asking;
    this.access = access;
    this.line = line;
    this.sends = sends;
    this.session = new SessionFile(bounds.sessions(), name(line.vendor(), access));
  }

  /** Its name: the same for the same references, and telling nothing of them. */
  private static String name(String vendor, Map<String, String> access) {
    String hash = ApiKeys.hash(vendor + new TreeMap<>(access));
    return vendor + "-" + hash.substring(hash.indexOf(':') + 1).substring(0, 16);
  }

  /** Puts an ask when it is the account's turn; the end is heard or failed. */
  CompletableFuture<Step> put(Ask ask) {
    return turns.take(
        () ->
            CompletableFuture.completedFuture(line.clock().instant().plus(LONGEST_WAIT))
                .thenComposeAsync(deadline -> among(ask, deadline), line.workers()));
  }

  /** Leaves the vendor alone for a while. */
  void quiet(Duration time) {
    sends.quiet(line.clock().instant().plus(time));
  }

  /** Begins no more; what is under way, that it may be heard to its end: a token may be in it. */
  CompletableFuture<?> close() {
    closing = true;
    return underWay;
  }

  /** Waits for the turn among processes. */
  private CompletableFuture<Step> among(Ask ask, Instant deadline) {
    if (closing) {
      return Conversation.ended(Trouble.EXPECTED, "the poller stops");
    }
    Optional<SessionFile.Turn> turn;
    try {
      turn = session.tryTurn();
    } catch (IOException e) {
      return Conversation.ended(
          Trouble.LASTING, "sessions: wanted a directory to write to, found " + e);
    }
    if (turn.isPresent()) {
      CompletableFuture<Step> held = hold(ask).whenComplete((ending, fault) -> leave(turn.get()));
      underWay = held;
      return held;
    }
    if (line.clock().instant().isAfter(deadline)) {
      return Conversation.ended(
          Trouble.PASSING, "session: wanted its turn, found another process with it");
    }
    var later = new CompletableFuture<Void>();
    var unused =
        line.timer()
            .schedule(() -> later.complete(null), LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    return later.thenComposeAsync(now -> among(ask, deadline), line.workers());
  }

  private static void leave(SessionFile.Turn turn) {
    try {
      turn.close();
    } catch (IOException e) {
      LOG.atWarn().setMessage("session.turn.kept").setCause(e).log();
    }
  }

  private CompletableFuture<Step> hold(Ask ask) {
    Access given;
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      CHANCE.nextBytes(nonce);
      given =
          new Access(
              References.resolve(asking.needs(), access, System.getenv()),
              session.read(),
              HexFormat.of().formatHex(nonce));
    } catch (IllegalArgumentException | IOException e) {
      return Conversation.ended(Trouble.LASTING, String.valueOf(e.getMessage()));
    }
    try {
      return new Conversation(line, sends, session)
          .go(asking.begin(ask, given, line.clock().instant()));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(new CompletionException(e));
    }
  }
}
