package telemetry.gateway.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import telemetry.gateway.fake.FakeVendor;
import telemetry.vendors.ask.Access;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Forms;
import telemetry.vendors.ask.Look;
import telemetry.vendors.ask.Need;
import telemetry.vendors.ask.Pace;
import telemetry.vendors.ask.Question;
import telemetry.vendors.ask.Replies;
import telemetry.vendors.ask.Request;
import telemetry.vendors.ask.Session;
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Step;

/** A vendor that is none: a login, tokens that are spent once, and hours that can be asked for. */
final class Lodge implements Asking {
  static final String VENDOR = "lodge";
  static final Question HOURS =
      new Question("lodge.hours", true, List.of(Look.every(Duration.ofMillis(200))));

  private static final String TOKEN = "token";

  private final Pace pace;

  Lodge(Pace pace) {
    this.pace = pace;
  }

  /** Its server: each token is good for so many requests; a login gives the next. */
  static FakeVendor server(int requestsAToken) {
    var tokens = new int[] {0, 0};
    return new FakeVendor(
        asked -> {
          synchronized (tokens) {
            if (asked.path().equals("/login")) {
              if (!asked.body().equals("pwd=open%20sesame")) {
                return FakeVendor.status(403);
              }
              tokens[0]++;
              tokens[1] = 0;
              return FakeVendor.json("t-" + tokens[0]);
            }
            boolean known = asked.header("Authorization").equals("Bearer t-" + tokens[0]);
            if (!known || ++tokens[1] > requestsAToken) {
              return FakeVendor.status(401);
            }
            return FakeVendor.json("{\"asked\":\"" + asked.text() + "\"}");
          }
        });
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.device(), Need.secret("password", "the password"));
  }

  @Override
  public Pace pace() {
    return pace;
  }

  @Override
  public List<Question> questions() {
    return List.of(HOURS);
  }

  @Override
  public List<Ask> asks(Question question, Site site, Instant from, Instant to) {
    return List.of(
        new Ask(question.name(), "/" + site.siteId() + "?from=" + from + "&to=" + to, from, to));
  }

  @Override
  public Step begin(Ask ask, Access access, Instant now) {
    return access.session().equals(Session.NONE) ? login(ask, access) : ask(ask, access, true);
  }

  private static Step login(Ask ask, Access access) {
    var request =
        new Request(
            "POST",
            access.url("/login"),
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            Forms.of(Map.of("pwd", access.get("password"))));
    return new Step.Send(
        request,
        reply -> {
          if (reply.status() != 200 || Replies.isPage(reply)) {
            return Replies.end(request, reply);
          }
          var session = new Session(Map.of(TOKEN, reply.text()));
          return new Step.Keep(session, ask(ask, access.with(session), false));
        });
  }

  private static Step ask(Ask ask, Access access, boolean mayLogin) {
    Request request =
        Request.get(
            access.url(ask.path()),
            Map.of("Authorization", "Bearer " + access.session().values().get(TOKEN)));
    return new Step.Send(
        request,
        reply ->
            reply.status() == 401 && mayLogin ? login(ask, access) : Replies.end(request, reply));
  }
}
