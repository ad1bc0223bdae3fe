package telemetry.vendors.envoy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import telemetry.vendors.ask.Access;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Look;
import telemetry.vendors.ask.Need;
import telemetry.vendors.ask.Pace;
import telemetry.vendors.ask.Question;
import telemetry.vendors.ask.Replies;
import telemetry.vendors.ask.Request;
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Step;

/**
 * How an Envoy is asked: its page of production, once a minute. Firmware from 7 wants a token,
 * which the owner gets from Enphase for a year; older firmware wants nothing.
 */
public final class EnvoyAsking implements Asking {
  /** What is produced, consumed and stored now. */
  public static final Question PRODUCTION =
      new Question("envoy.production", false, List.of(Look.every(Duration.ofMinutes(1))));

  private static final String TOKEN = "token";

  @Override
  public List<Need> needs() {
    return List.of(
        Need.device(),
        new Need(TOKEN, true, "", "the owner's token from entrez.enphaseenergy.com; none for old"));
  }

  @Override
  public boolean namesSites() {
    return false;
  }

  @Override
  public Pace pace() {
    return new Pace(6, Duration.ofMinutes(1));
  }

  @Override
  public List<Question> questions() {
    return List.of(PRODUCTION);
  }

  @Override
  public List<Ask> asks(Question question, Site site, Instant from, Instant to) {
    return List.of(new Ask(question.name(), "/production.json?details=1", from, to));
  }

  @Override
  public Step begin(Ask ask, Access access, Instant now) {
    var headers = new HashMap<>(Map.of("Accept", "application/json"));
    if (!access.get(TOKEN).isEmpty()) {
      headers.put("Authorization", "Bearer " + access.get(TOKEN));
    }
    Request request = Request.get(access.url(ask.path()), headers);
    return new Step.Send(request, reply -> Replies.end(request, reply));
  }
}
