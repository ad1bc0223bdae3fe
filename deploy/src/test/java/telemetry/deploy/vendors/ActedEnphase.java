package telemetry.deploy.vendors;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import telemetry.gateway.fake.FakeVendor;
import telemetry.gateway.fake.FakeVendor.Answer;
import telemetry.gateway.fake.FakeVendor.Asked;

/**
 * Enlighten v4: refresh tokens that serve once, an access token that ends early, a limit. Each day
 * has one interval, the one that ends where it is asked from, so that it does not matter how far
 * back is asked.
 */
final class ActedEnphase {
  private static final long DAY = 86_400;

  private int tokens;

  private ActedEnphase() {}

  static Actor begin(UnaryOperator<String> reference) {
    var acted = new ActedEnphase();
    var server = new FakeVendor(acted::answer);
    server.accidents(
        exchange -> acted.tokens().to(exchange), FakeVendor.tooOften(1), FakeVendor.status(401));
    return new Actor(
        "enphase",
        "3456789",
        server,
        Map.of(
            "base",
            server.base(),
            "apiKey",
            reference.apply("the api key"),
            "clientId",
            reference.apply("client"),
            "clientSecret",
            reference.apply("hush"),
            "refreshToken",
            reference.apply("r0")));
  }

  private synchronized Answer answer(Asked asked) {
    return switch (asked.path()) {
      case "/oauth/token" -> {
        String client =
            Base64.getEncoder().encodeToString("client:hush".getBytes(StandardCharsets.UTF_8));
        boolean right =
            asked.header("Authorization").equals("Basic " + client)
                && asked.body().equals("grant_type=refresh_token&refresh_token=r" + tokens);
        yield right ? tokens() : FakeVendor.status(401);
      }
      case "/api/v4/systems/3456789/telemetry/production_micro" ->
          asked.header("Authorization").equals("Bearer a" + tokens)
                  && asked.header("Key").equals("the api key")
              ? FakeVendor.json(day(asked))
              : FakeVendor.status(401);
      default -> FakeVendor.status(404);
    };
  }

  private synchronized Answer tokens() {
    tokens++;
    return FakeVendor.json(
        "{\"access_token\": \"a%d\", \"refresh_token\": \"r%d\", \"expires_in\": 86400}"
            .formatted(tokens, tokens));
  }

  private String day(Asked asked) {
    long from = Long.parseLong(asked.text().replaceAll(".*start_at=([0-9]+).*", "$1"));
    return """
        {"system_id": 3456789, "granularity": "day", "total_devices": 12, "start_at": %d,
         "end_at": %d, "items": "intervals",
         "intervals": [{"end_at": %d, "devices_reporting": 12, "powr": 1812, "enwh": 151}],
         "meta": {"status": "normal"}}
        """
        .formatted(from, from + DAY, from);
  }
}
