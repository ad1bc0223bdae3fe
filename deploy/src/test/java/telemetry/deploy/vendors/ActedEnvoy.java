package telemetry.deploy.vendors;

import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import telemetry.gateway.fake.FakeVendor;

/** An Envoy at the site: an owner's token, and an error page now and then, with status 200. */
final class ActedEnvoy {
  private ActedEnvoy() {}

  static Actor begin(UnaryOperator<String> reference, Instant now) {
    var server =
        new FakeVendor(
            asked ->
                asked.text().equals("GET /production.json?details=1")
                        && asked.header("Authorization").equals("Bearer the owner's token")
                    ? FakeVendor.json(
                        """
                        {"production": [{"type": "inverters", "activeCount": 12,
                           "readingTime": %d, "wNow": 1902, "whLifetime": 9876543}],
                         "consumption": [], "storage": []}
                        """
                            .formatted(now.getEpochSecond()))
                    : FakeVendor.status(401));
    server.accidents(FakeVendor.page());
    return new Actor(
        "envoy",
        "",
        server,
        Map.of("base", server.base(), "token", reference.apply("the owner's token")));
  }
}
