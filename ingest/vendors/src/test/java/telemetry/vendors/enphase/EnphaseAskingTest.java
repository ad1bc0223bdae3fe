package telemetry.vendors.enphase;

import static org.assertj.core.api.Assertions.assertThat;
import static telemetry.vendors.ask.Conversation.reply;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Conversation;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Request;
import telemetry.vendors.ask.Session;
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Trouble;

class EnphaseAskingTest {
  private static final Instant NOW = Instant.parse("2026-01-15T14:10:07Z");
  private static final Site SITE = new Site(3, "3456789", ZoneId.of("Australia/Melbourne"));
  private static final String TOKENS =
      "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"expires_in\":86400}";

  private final EnphaseAsking asking = new EnphaseAsking();

  private Conversation ask(Session session, Function<Request, Reply> vendor) {
    Ask ask =
        asking.asks(EnphaseAsking.PRODUCTION, SITE, NOW.minus(Duration.ofHours(1)), NOW).get(0);
    return new Conversation(asking.begin(ask, Conversation.access(asking, session), NOW), vendor);
  }

  private static Session session(String access, String refresh, Instant until) {
    return new Session(
        Map.of("accessToken", access, "refreshToken", refresh, "until", until.toString()));
  }

  /** Gives tokens for one refresh token, intervals for one access token. */
  private static Function<Request, Reply> vendor(String refresh) {
    return request -> {
      if (request.url().endsWith("/oauth/token")) {
        return request.body().equals("grant_type=refresh_token&refresh_token=" + refresh)
            ? reply(NOW, 200, TOKENS)
            : reply(NOW, 401, "{\"error\":\"invalid_grant\"}");
      }
      return "Bearer a2".equals(request.headers().get("Authorization"))
              && "secret-apiKey".equals(request.headers().get("key"))
          ? reply(NOW, 200, "{\"intervals\":[]}", "Content-Type", "application/json")
          : reply(NOW, 401, "{\"message\":\"Not Authorized\"}");
    };
  }

  @Test
  void aTimeIsCutAtTheMidnightsOfTheSystemAndAsksForWholeIntervals() {
    assertThat(asking.asks(EnphaseAsking.PRODUCTION, SITE, NOW.minus(Duration.ofHours(2)), NOW))
        .extracting(Ask::path)
        .containsExactly(
            "/api/v4/systems/3456789/telemetry/production_micro?start_at=1768479000&granularity=day",
            "/api/v4/systems/3456789/telemetry/production_micro?start_at=1768482000&granularity=day");
  }

  @Test
  void theFirstTokensComeFromWhatWasGivenAndAreKeptBeforeTheyAreUsed() {
    var conversation = ask(Session.NONE, vendor("secret-refreshToken"));

    assertThat(conversation.requests().get(0).headers())
        .containsEntry("Authorization", "Basic c2VjcmV0LWNsaWVudElkOnNlY3JldC1jbGllbnRTZWNyZXQ=");
    assertThat(conversation.sessions())
        .containsExactly(session("a2", "r2", NOW.plusSeconds(86400)));
    assertThat(conversation.heard()).isEqualTo("{\"intervals\":[]}");
  }

  @Test
  void tokensThatAreGoodAreUsed() {
    var conversation = ask(session("a2", "r2", NOW.plusSeconds(3600)), vendor("none"));

    assertThat(conversation.requests()).hasSize(1);
    assertThat(conversation.heard()).isNotEmpty();
  }

  @Test
  void tokensThatEndSoonAreRenewedBefore() {
    var conversation = ask(session("a1", "r1", NOW.plusSeconds(30)), vendor("r1"));

    assertThat(conversation.lines())
        .startsWith("POST https://api.enphaseenergy.com/oauth/token")
        .hasSize(2);
  }

  @Test
  void aTokenThatIsRefusedIsRenewedOnce() {
    var conversation = ask(session("a1", "r1", NOW.plusSeconds(3600)), vendor("r1"));

    assertThat(conversation.requests()).hasSize(3);
    assertThat(conversation.heard()).isNotEmpty();
  }

  @Test
  void aTokenThatAPersonGaveSinceIsTriedWhereTheKeptOneIsSpent() {
    var conversation = ask(session("a1", "r1", NOW), vendor("secret-refreshToken"));

    assertThat(conversation.requests()).hasSize(3);
    assertThat(conversation.heard()).isNotEmpty();
  }

  @Test
  void aChainThatIsBrokenIsForThePerson() {
    var conversation = ask(session("a1", "r1", NOW), vendor("none"));

    assertThat(conversation.failed().trouble()).isEqualTo(Trouble.LASTING);
    assertThat(conversation.failed().reason())
        .isEqualTo(
            "POST https://api.enphaseenergy.com/oauth/token: wanted new tokens, found a refusal;"
                + " the owner must consent anew");
  }

  @Test
  void aTokenEndpointThatIsAwayMayComeBack() {
    assertThat(ask(Session.NONE, request -> reply(NOW, 503, "")).failed().trouble())
        .isEqualTo(Trouble.PASSING);
  }
}
