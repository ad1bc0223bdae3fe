package telemetry.vendors.selectronic;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import telemetry.vendors.ask.Access;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Cookies;
import telemetry.vendors.ask.Forms;
import telemetry.vendors.ask.Look;
import telemetry.vendors.ask.Need;
import telemetry.vendors.ask.Pace;
import telemetry.vendors.ask.Question;
import telemetry.vendors.ask.Replies;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Request;
import telemetry.vendors.ask.Session;
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Step;
import telemetry.vendors.ask.Trouble;

/**
 * How select.live is asked: a login gives a cookie, the cookie gives a point body, once a minute at
 * the full minute. A 401, or being sent to the login page, means to log in again, once. In the
 * minutes 48 to 52 of each hour its 5xx are its daily life.
 */
public final class SelectronicAsking implements Asking {
  /** What the inverter does now. */
  public static final Question POINT =
      new Question(SelectronicDecoder.SOURCE, false, List.of(Look.every(Duration.ofMinutes(1))));

  private static final String EMAIL = "email";
  private static final String PASSWORD = "password";
  private static final int FIRST_BAD_MINUTE = 48;
  private static final int LAST_BAD_MINUTE = 52;

  @Override
  public List<Need> needs() {
    return List.of(
        Need.base("https://select.live"),
        Need.secret(EMAIL, "the e-mail address of the select.live account"),
        Need.secret(PASSWORD, "its password"));
  }

  @Override
  public Pace pace() {
    return new Pace(30, Duration.ofMinutes(1));
  }

  @Override
  public List<Question> questions() {
    return List.of(POINT);
  }

  @Override
  public List<Ask> asks(Question question, Site site, Instant from, Instant to) {
    String path = "/dashboard/hfdata/" + Forms.encode(site.siteId());
    return List.of(new Ask(question.name(), path, from, to));
  }

  @Override
  public Step begin(Ask ask, Access access, Instant now) {
    return access.session().values().isEmpty() ? login(ask, access) : get(ask, access, true);
  }

  private static Step get(Ask ask, Access access, boolean mayLogIn) {
    Request request =
        Request.get(
            access.url(ask.path()),
            Map.of(
                "Accept", "application/json", "Cookie", Cookies.header(access.session().values())));
    return new Step.Send(
        request, reply -> mayLogIn && isShutOut(reply) ? login(ask, access) : end(request, reply));
  }

  private static Step login(Ask ask, Access access) {
    var form = new TreeMap<String, String>();
    form.put("email", access.get(EMAIL));
    form.put("pwd", access.get(PASSWORD));
    Request request = Request.post(access.url("/login"), Map.of(), form);
    return new Step.Send(request, reply -> loggedIn(ask, access, request, reply));
  }

  private static Step loggedIn(Ask ask, Access access, Request request, Reply reply) {
    if (reply.status() < 200 || reply.status() >= 400) {
      return end(request, reply);
    }
    Map<String, String> cookies = Cookies.after(Map.of(), reply);
    if (cookies.isEmpty()) {
      return new Step.Failed(
          Trouble.LASTING,
          request + ": wanted a session's cookie, found none; are e-mail and password right?",
          null);
    }
    var session = new Session(cookies);
    return new Step.Keep(session, get(ask, access.with(session), false));
  }

  private static boolean isShutOut(Reply reply) {
    return reply.status() == 401
        || (reply.status() >= 300 && reply.status() < 400)
        || (reply.status() == 200 && Replies.isPage(reply));
  }

  private static Step end(Request request, Reply reply) {
    Step end = Replies.end(request, reply);
    int minute = reply.at().atOffset(ZoneOffset.UTC).getMinute();
    return end instanceof Step.Failed failed
            && reply.status() >= 500
            && minute >= FIRST_BAD_MINUTE
            && minute <= LAST_BAD_MINUTE
        ? new Step.Failed(Trouble.EXPECTED, failed.reason(), failed.after())
        : end;
  }
}
