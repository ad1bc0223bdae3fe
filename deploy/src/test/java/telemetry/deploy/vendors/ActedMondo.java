package telemetry.deploy.vendors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import telemetry.gateway.fake.FakeVendor;
import telemetry.gateway.fake.FakeVendor.Answer;
import telemetry.gateway.fake.FakeVendor.Asked;
import telemetry.vendors.ask.Urls;

/** Mondo and its issuer: the code flow with PKCE through a login form; one answer drips. */
final class ActedMondo {
  private static final String BACK = "https://app.example/cb";
  private static final String FORM =
      """
      <html><body><form method="post" action="/signin">
      <input type="hidden" name="csrf" value="f1"><input type="text" name="user">
      <input type="password" name="pass"></form></body></html>
      """;

  private String base = "";
  private String challenge = "";
  private String state = "";

  private ActedMondo() {}

  static Actor begin(UnaryOperator<String> reference) {
    var acted = new ActedMondo();
    var server = new FakeVendor(acted::answer);
    acted.base = server.base();
    server.accidents(FakeVendor.dripping());
    return new Actor(
        "mondo",
        "77",
        server,
        Map.of(
            "base",
            server.base(),
            "issuer",
            server.base(),
            "clientId",
            "telemetry",
            "redirectUri",
            BACK,
            "username",
            reference.apply("me"),
            "password",
            reference.apply("open sesame")));
  }

  private synchronized Answer answer(Asked asked) {
    return switch (asked.path()) {
      case "/.well-known/openid-configuration" ->
          FakeVendor.json(
              "{\"authorization_endpoint\": \"%s/authorize\", \"token_endpoint\": \"%s/token\"}"
                  .formatted(base, base));
      case "/authorize" -> {
        challenge = parameter(asked.text(), "code_challenge");
        state = parameter(asked.text(), "state");
        yield FakeVendor.answer(
            302, Map.of("Location", "/signin", "Set-Cookie", "seen=1; Path=/"), "");
      }
      case "/signin" -> signIn(asked);
      case "/token" -> token(asked);
      case "/subcircuit/77" ->
          asked.header("Authorization").equals("Bearer a1")
              ? FakeVendor.json(
                  """
                  {"rows": [{"monitoringPointId": "7b1e", "monitoringPointName": "Solar roof",
                     "loadType": "PvInverter", "energyNowW": 3120.5, "totalEnergyWh": 18234567.25}]}
                  """)
              : FakeVendor.status(401);
      default -> FakeVendor.status(404);
    };
  }

  private Answer signIn(Asked asked) {
    boolean right =
        asked.text().startsWith("POST ")
            && asked.header("Cookie").equals("seen=1")
            && asked.body().equals("csrf=f1&pass=open%20sesame&user=me");
    return right
        ? FakeVendor.answer(302, Map.of("Location", BACK + "?code=c1&state=" + state), "")
        : FakeVendor.answer(200, Map.of("Content-Type", "text/html"), FORM);
  }

  private Answer token(Asked asked) {
    String form = "/token?" + asked.body();
    boolean right =
        parameter(form, "code").equals("c1")
            && parameter(form, "redirect_uri").equals(BACK)
            && hash(parameter(form, "code_verifier")).equals(challenge);
    return right
        ? FakeVendor.json(
            "{\"access_token\": \"a1\", \"refresh_token\": \"r1\", \"expires_in\": 600}")
        : FakeVendor.answer(400, Map.of(), "{\"error\": \"invalid_grant\"}");
  }

  private static String parameter(String text, String name) {
    return Urls.parameter("http://x" + text.substring(text.indexOf('/')), name).orElse("");
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
