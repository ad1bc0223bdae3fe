package telemetry.vendors.mondo;

import static org.assertj.core.api.Assertions.assertThat;
import static telemetry.vendors.ask.Conversation.reply;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import telemetry.vendors.ask.Access;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Conversation;
import telemetry.vendors.ask.Forms;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Request;
import telemetry.vendors.ask.Session;
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Step;
import telemetry.vendors.ask.Trouble;
import telemetry.vendors.ask.Urls;

class MondoAskingTest {
  private static final Instant NOW = Instant.parse("2026-01-15T01:24:00Z");
  private static final String LOGIN =
      """
      <html><body><form method="post" action="/login?return=%2Fgo&amp;x=1">
      <input type="hidden" name="token" value="a&quot;b"/>
      <input type="text" name="Input.Username"><input type='password' name='Input.Password'>
      <button name="ok">Log in</button></form></body></html>
      """;

  private final MondoAsking asking = new MondoAsking();
  private final Vendor vendor = new Vendor();

  /** An issuer and an API, as strict as the standard lets them be. */
  private static final class Vendor implements Function<Request, Reply> {
    private String challenge = "";
    private String state = "";
    private String codeState = "";

    @Override
    public Reply apply(Request request) {
      String path = request.url().replaceFirst("https://[a-z.]+", "").replaceFirst("\\?.*", "");
      return switch (path) {
        case "/.well-known/openid-configuration" ->
            reply(
                NOW,
                200,
                """
                {"authorization_endpoint": "https://id.example/authorize",
                 "token_endpoint": "https://id.example/token"}
                """);
        case "/authorize" -> authorize(request);
        case "/signin" -> reply(NOW, 200, LOGIN, "Content-Type", "text/html");
        case "/login" -> logIn(request);
        case "/go" ->
            reply(
                NOW, 302, "", "Location", "https://app.example/cb?state=" + codeState + "&code=c1");
        case "/token" -> token(request);
        case "/subcircuit/77" ->
            "Bearer a1".equals(request.headers().get("Authorization"))
                ? reply(NOW, 200, "{\"rows\":[]}", "Content-Type", "application/json")
                : reply(NOW, 401, "");
        default -> reply(NOW, 404, "");
      };
    }

    private Reply authorize(Request request) {
      challenge = Urls.parameter(request.url(), "code_challenge").orElse("");
      state = Urls.parameter(request.url(), "state").orElse("");
      codeState = codeState.isEmpty() ? state : codeState;
      return reply(NOW, 302, "", "Location", "/signin", "Set-Cookie", "seen=1; Secure");
    }

    private Reply logIn(Request request) {
      boolean right =
          request.body().contains("Input.Username=secret-username")
              && request.body().contains("Input.Password=secret-password")
              && request.body().contains("token=a%22b")
              && request.url().endsWith("/login?return=%2Fgo&x=1")
              && "seen=1".equals(request.headers().get("Cookie"));
      return right
          ? reply(NOW, 303, "", "Location", "https://id.example/go")
          : reply(NOW, 200, LOGIN, "Content-Type", "text/html");
    }

    private Reply token(Request request) {
      String body = "?" + request.body();
      String verifier = Urls.parameter(body, "code_verifier").orElse("");
      boolean right =
          Urls.parameter(body, "code").orElse("").equals("c1")
              && challenge.equals(hash(verifier))
              && Urls.parameter(body, "redirect_uri").orElse("").equals("https://app.example/cb");
      boolean refreshed = Urls.parameter(body, "refresh_token").orElse("").equals("r1");
      return right || refreshed
          ? reply(NOW, 200, "{\"access_token\":\"a1\",\"refresh_token\":\"r2\",\"expires_in\":300}")
          : reply(NOW, 400, "{\"error\":\"invalid_grant\"}");
    }

    private static String hash(String text) {
      try {
        return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.US_ASCII)));
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Conversation ask(Session session, Map<String, String> other) {
    return ask(session, other, vendor);
  }

  private Conversation ask(
      Session session, Map<String, String> other, Function<Request, Reply> whom) {
    var given = new HashMap<>(Conversation.access(asking, session).given());
    given.put("base", "https://api.example");
    given.put("issuer", "https://id.example");
    given.put("redirectUri", "https://app.example/cb");
    given.putAll(other);
    var site = new Site(6, "77", ZoneOffset.UTC);
    Ask ask = asking.asks(MondoAsking.SUBCIRCUIT, site, NOW, NOW).get(0);
    Step begun = asking.begin(ask, new Access(given, session, "n0".repeat(32)), NOW);
    return new Conversation(begun, whom);
  }

  private static Session session(String access, String refresh) {
    return new Session(
        Map.of(
            "accessToken",
            access,
            "refreshToken",
            refresh,
            "until",
            NOW.plusSeconds(300).toString()));
  }

  @Test
  void theFirstAskLogsInAsAPersonWould() {
    var conversation = ask(Session.NONE, Map.of());

    assertThat(conversation.lines())
        .containsExactly(
            "GET https://id.example/.well-known/openid-configuration",
            "GET https://id.example/authorize",
            "GET https://id.example/signin",
            "POST https://id.example/login",
            "GET https://id.example/go",
            "POST https://id.example/token",
            "GET https://api.example/subcircuit/77");
    assertThat(conversation.sessions()).containsExactly(session("a1", "r2"));
    assertThat(conversation.heard()).isEqualTo("{\"rows\":[]}");
  }

  @Test
  void aRefreshTokenSparesTheLogin() {
    var conversation = ask(session("old", "r1"), Map.of());

    assertThat(conversation.lines())
        .containsExactly(
            "GET https://api.example/subcircuit/77",
            "GET https://id.example/.well-known/openid-configuration",
            "POST https://id.example/token",
            "GET https://api.example/subcircuit/77");
    assertThat(conversation.heard()).isNotEmpty();
  }

  @Test
  void aRefreshTokenThatIsSpentLeadsBackToTheLogin() {
    var conversation = ask(session("old", "spent"), Map.of());

    assertThat(conversation.requests()).hasSize(9);
    assertThat(conversation.heard()).isNotEmpty();
  }

  @Test
  void aWrongPasswordIsForThePersonAndIsTriedOnce() {
    var conversation = ask(Session.NONE, Map.of("password", "wrong"));

    assertThat(conversation.lines()).endsWith("POST https://id.example/login");
    assertThat(conversation.failed().trouble()).isEqualTo(Trouble.LASTING);
    assertThat(conversation.failed().reason()).contains("are the account's name and password");
  }

  @Test
  void aCodeForSomebodyElseIsRefused() {
    vendor.codeState = Forms.encode("forged");

    assertThat(ask(Session.NONE, Map.of()).failed().reason()).contains("wanted a code");
  }

  @Test
  void aPageElsewhereGetsNothing() {
    var conversation =
        ask(
            Session.NONE,
            Map.of(),
            request ->
                request.url().contains("/authorize")
                    ? reply(NOW, 302, "", "Location", "https://evil.example/signin")
                    : vendor.apply(request));

    assertThat(conversation.lines()).noneMatch(line -> line.contains("evil"));
    assertThat(conversation.failed().trouble()).isEqualTo(Trouble.LASTING);
  }
}
