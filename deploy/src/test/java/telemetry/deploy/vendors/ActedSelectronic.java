package telemetry.deploy.vendors;

import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import telemetry.gateway.fake.FakeVendor;
import telemetry.gateway.fake.FakeVendor.Answer;
import telemetry.gateway.fake.FakeVendor.Asked;

/**
 * select.live: a form gives a cookie, the cookie gives a point body; it forgets, and it falters.
 */
final class ActedSelectronic {
  private ActedSelectronic() {}

  static Actor begin(UnaryOperator<String> reference, Instant now) {
    var server = new FakeVendor(asked -> answer(asked, now));
    // What follows the first login.
    server.accidents(asked -> login().to(asked), FakeVendor.status(503), FakeVendor.status(401));
    return new Actor(
        "selectronic",
        "1234",
        server,
        Map.of(
            "base",
            server.base(),
            "email",
            reference.apply("me@example.org"),
            "password",
            reference.apply("open sesame")));
  }

  private static Answer answer(Asked asked, Instant now) {
    return switch (asked.path()) {
      case "/login" ->
          asked.text().startsWith("POST ")
                  && asked.body().equals("email=me%40example.org&pwd=open%20sesame")
              ? login()
              : FakeVendor.page();
      case "/dashboard/hfdata/1234" ->
          asked.header("Cookie").equals("session=c1")
              ? FakeVendor.json(
                  """
                  {"device": {"name": "SP PRO"}, "item_count": 4, "now": %d,
                   "items": {"solar_w": 150.25, "load_wh_total": 2250.375, "fault_code": 0,
                             "timestamp": %d}}
                  """
                      .formatted(now.getEpochSecond(), now.getEpochSecond()))
              : FakeVendor.status(401);
      default -> FakeVendor.status(404);
    };
  }

  private static Answer login() {
    return FakeVendor.answer(
        302, Map.of("Location", "/dashboard", "Set-Cookie", "session=c1; HttpOnly"), "");
  }
}
