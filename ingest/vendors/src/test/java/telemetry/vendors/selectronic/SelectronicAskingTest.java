package telemetry.vendors.selectronic;

import static org.assertj.core.api.Assertions.assertThat;
import static telemetry.vendors.ask.Conversation.reply;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Conversation;
import telemetry.vendors.ask.Look;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Request;
import telemetry.vendors.ask.Session;
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Trouble;

class SelectronicAskingTest {
  private static final Instant NOW = Instant.parse("2026-01-15T01:24:00Z");
  private static final Session COOKIE = new Session(Map.of("PHPSESSID", "old"));

  private final SelectronicAsking asking = new SelectronicAsking();

  private Conversation ask(Session session, Function<Request, Reply> vendor) {
    var site = new Site(2, "648", ZoneOffset.UTC);
    Ask ask = asking.asks(SelectronicAsking.POINT, site, NOW.minusSeconds(60), NOW).get(0);
    return new Conversation(asking.begin(ask, Conversation.access(asking, session), NOW), vendor);
  }

  /** Lets in whoever has the new cookie. */
  private static Reply vendor(Request request) {
    if (request.url().endsWith("/login")) {
      return request.body().equals("email=secret-email&pwd=secret-password")
          ? reply(NOW, 302, "", "Location", "/", "Set-Cookie", "PHPSESSID=new; path=/; HttpOnly")
          : reply(NOW, 401, "");
    }
    return "PHPSESSID=new".equals(request.headers().get("Cookie"))
        ? reply(NOW, 200, "{\"items\":{}}", "Content-Type", "application/json")
        : reply(NOW, 401, "");
  }

  @Test
  void itTellsOfNowAndIsAskedOnceAMinute() {
    assertThat(asking.questions()).containsExactly(SelectronicAsking.POINT);
    assertThat(SelectronicAsking.POINT.past()).isFalse();
    assertThat(SelectronicAsking.POINT.looks()).containsExactly(Look.every(Duration.ofMinutes(1)));
  }

  @Test
  void theFirstAskLogsIn() {
    var conversation = ask(Session.NONE, SelectronicAskingTest::vendor);

    assertThat(conversation.lines())
        .containsExactly(
            "POST https://select.live/login", "GET https://select.live/dashboard/hfdata/648");
    assertThat(conversation.sessions()).containsExactly(new Session(Map.of("PHPSESSID", "new")));
    assertThat(conversation.heard()).isEqualTo("{\"items\":{}}");
  }

  @Test
  void aCookieThatIsGoodIsUsed() {
    var conversation = ask(new Session(Map.of("PHPSESSID", "new")), SelectronicAskingTest::vendor);

    assertThat(conversation.requests()).hasSize(1);
    assertThat(conversation.heard()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"401,''", "302,''", "200,<html>Login</html>"})
  void whoeverIsShutOutLogsInAgainOnce(int status, String body) {
    var conversation =
        ask(
            COOKIE,
            request ->
                "PHPSESSID=old".equals(request.headers().get("Cookie"))
                    ? reply(NOW, status, body)
                    : vendor(request));

    assertThat(conversation.requests()).hasSize(3);
    assertThat(conversation.heard()).isEqualTo("{\"items\":{}}");
  }

  @Test
  void whoeverIsShutOutAfterALoginGivesUp() {
    var conversation =
        ask(
            COOKIE,
            request -> request.url().endsWith("/login") ? vendor(request) : reply(NOW, 401, ""));

    assertThat(conversation.requests()).hasSize(3);
    assertThat(conversation.failed().trouble()).isEqualTo(Trouble.LASTING);
  }

  @Test
  void aLoginWithoutACookieIsAWrongPassword() {
    var conversation = ask(Session.NONE, request -> reply(NOW, 200, "<html>Login</html>"));

    assertThat(conversation.failed().trouble()).isEqualTo(Trouble.LASTING);
    assertThat(conversation.failed().reason()).contains("are e-mail and password right?");
  }

  @ParameterizedTest
  @CsvSource({
    "47,503,PASSING",
    "48,503,EXPECTED",
    "50,500,EXPECTED",
    "52,502,EXPECTED",
    "53,503,PASSING",
    "50,429,PASSING",
    "50,404,LASTING"
  })
  void errorsAroundTenToTheHourAreDailyLife(int minute, int status, Trouble trouble) {
    Instant at = Instant.parse("2026-01-15T01:00:59Z").plusSeconds(minute * 60L);

    assertThat(ask(COOKIE, request -> reply(at, status, "")).failed().trouble()).isEqualTo(trouble);
    assertThat(ask(Session.NONE, request -> reply(at, status, "")).failed().trouble())
        .isEqualTo(trouble);
  }
}
