package telemetry.vendors.enphase;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import telemetry.vendors.ask.Access;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Days;
import telemetry.vendors.ask.Forms;
import telemetry.vendors.ask.Look;
import telemetry.vendors.ask.Need;
import telemetry.vendors.ask.Pace;
import telemetry.vendors.ask.Question;
import telemetry.vendors.ask.Replies;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Request;
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Step;
import telemetry.vendors.ask.Trouble;
import telemetry.vendors.oauth.Tokens;

/**
 * How Enlighten v4 is asked: day by day in the system's zone, with an access token that a refresh
 * token renews, and the application's key. A refresh token serves once: its successor is kept
 * before it is used. Hourly, since Enphase's smallest plan allows a thousand requests a month.
 */
public final class EnphaseAsking implements Asking {
  /** What the micro-inverters gave, in intervals of 5 minutes. */
  public static final Question PRODUCTION =
      new Question(
          "enphase.production_micro",
          true,
          List.of(
              new Look(Duration.ofHours(1), Duration.ofHours(2)),
              new Look(Duration.ofDays(1), Duration.ofDays(7))));

  private static final String KEY = "apiKey";
  private static final String CLIENT = "clientId";
  private static final String CLIENT_SECRET = "clientSecret";
  private static final String REFRESH = "refreshToken";
  private static final int INTERVAL_SECONDS = 300;

  @Override
  public List<Need> needs() {
    return List.of(
        Need.base("https://api.enphaseenergy.com"),
        Need.secret(KEY, "the application's API key from developer-v4.enphase.com"),
        Need.secret(CLIENT, "its client id"),
        Need.secret(CLIENT_SECRET, "its client secret"),
        Need.secret(REFRESH, "the refresh token of the owner's consent; the first one of a chain"));
  }

  @Override
  public Pace pace() {
    return new Pace(10, Duration.ofMinutes(1));
  }

  @Override
  public List<Question> questions() {
    return List.of(PRODUCTION);
  }

  @Override
  public List<Ask> asks(Question question, Site site, Instant from, Instant to) {
    String path = "/api/v4/systems/" + Forms.encode(site.siteId()) + "/telemetry/production_micro";
    return Days.asks(
        question.name(),
        from,
        to,
        site.zone(),
        start -> path + "?start_at=" + boundary(start) + "&granularity=day");
  }

  /** An interval that began before is wanted whole. */
  private static long boundary(Instant start) {
    return Math.floorDiv(start.getEpochSecond(), INTERVAL_SECONDS) * INTERVAL_SECONDS;
  }

  @Override
  public Step begin(Ask ask, Access access, Instant now) {
    Optional<Tokens> tokens = Tokens.of(access.session());
    if (tokens.isPresent() && tokens.get().good(now)) {
      return get(ask, access, tokens.get(), true);
    }
    return refresh(ask, access);
  }

  private static Step get(Ask ask, Access access, Tokens tokens, boolean mayRefresh) {
    Request request =
        Request.get(
            access.url(ask.path()),
            Map.of(
                "Accept",
                "application/json",
                "Authorization",
                "Bearer " + tokens.access(),
                "key",
                access.get(KEY)));
    return new Step.Send(
        request,
        reply ->
            reply.status() == 401 && mayRefresh
                ? refresh(ask, access)
                : Replies.end(request, reply));
  }

  /** With the newest refresh token; if that is refused, with the one that a person gave since. */
  private static Step refresh(Ask ask, Access access) {
    String given = access.get(REFRESH);
    String kept = access.session().values().getOrDefault(REFRESH, given);
    return refresh(ask, access, kept, given.equals(kept) ? "" : given);
  }

  private static Step refresh(Ask ask, Access access, String token, String other) {
    var form = new TreeMap<String, String>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token);
    String client = access.get(CLIENT) + ":" + access.get(CLIENT_SECRET);
    String basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    Request request =
        Request.post(access.url("/oauth/token"), Map.of("Authorization", "Basic " + basic), form);
    return new Step.Send(
        request,
        reply -> {
          Optional<Tokens> tokens = Tokens.read(reply, token);
          if (tokens.isPresent()) {
            return new Step.Keep(tokens.get().session(), get(ask, access, tokens.get(), false));
          }
          return isRefused(reply) && !other.isEmpty()
              ? refresh(ask, access, other, "")
              : refused(request, reply);
        });
  }

  private static boolean isRefused(Reply reply) {
    return reply.status() == 400 || reply.status() == 401;
  }

  private static Step refused(Request request, Reply reply) {
    if (isRefused(reply)) {
      return new Step.Failed(
          Trouble.LASTING,
          request + ": wanted new tokens, found a refusal; the owner must consent anew",
          null);
    }
    return Replies.failed(request, reply, "tokens");
  }
}
