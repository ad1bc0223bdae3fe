package telemetry.vendors.amber;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
import telemetry.vendors.ask.Request;
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Step;

/**
 * How Amber is asked: with a bearer key, day by day in NEM time (UTC+10, no daylight saving).
 * Source: Amber's public OpenAPI document and its limit of 50 requests in five minutes.
 */
public final class AmberAsking implements Asking {
  /** What was used: a day late at first, estimated, then billable some days later. */
  public static final Question USAGE =
      new Question(
          "amber.usage",
          true,
          List.of(
              new Look(Duration.ofHours(1), Duration.ofDays(2)),
              new Look(Duration.ofDays(1), Duration.ofDays(14))));

  /** What it costs. The price of the running interval is an estimate until it ends. */
  public static final Question PRICES =
      new Question(
          "amber.prices",
          true,
          List.of(
              new Look(Duration.ofMinutes(5), Duration.ofMinutes(60)),
              new Look(Duration.ofDays(1), Duration.ofDays(2))));

  private static final String KEY = "apiKey";
  private static final ZoneOffset NEM = ZoneOffset.ofHours(10);

  @Override
  public List<Need> needs() {
    return List.of(
        Need.base("https://api.amber.com.au/v1"),
        Need.secret(KEY, "the key from app.amber.com.au/developers"));
  }

  @Override
  public Pace pace() {
    return new Pace(50, Duration.ofMinutes(5));
  }

  @Override
  public List<Question> questions() {
    return List.of(USAGE, PRICES);
  }

  @Override
  public List<Ask> asks(Question question, Site site, Instant from, Instant to) {
    String what = question.equals(USAGE) ? "usage" : "prices";
    String path = "/sites/" + Forms.encode(site.siteId()) + "/" + what;
    return Days.asks(question.name(), from, to, NEM, start -> path + day(start));
  }

  private static String day(Instant instant) {
    LocalDate day = instant.atOffset(NEM).toLocalDate();
    return "?startDate=" + day + "&endDate=" + day;
  }

  @Override
  public Step begin(Ask ask, Access access, Instant now) {
    Request request =
        Request.get(
            access.url(ask.path()),
            Map.of("Accept", "application/json", "Authorization", "Bearer " + access.get(KEY)));
    return new Step.Send(request, reply -> Replies.end(request, reply));
  }
}
