package telemetry.vendors.fronius;

import java.time.Duration;
import java.time.Instant;
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
 * How the Solar API of a Fronius device is asked: four pages, once a minute, without a login. A
 * device without a meter or a battery answers that it has none.
 */
public final class FroniusLocalAsking implements Asking {
  private static final String API = "/solar_api/v1/";
  private static final Map<String, String> PATHS =
      Map.of(
          SolarApi.POWER_FLOW,
          API + "GetPowerFlowRealtimeData.fcgi",
          SolarApi.INVERTER,
          API + "GetInverterRealtimeData.cgi?Scope=System",
          SolarApi.METER,
          API + "GetMeterRealtimeData.cgi?Scope=System",
          SolarApi.STORAGE,
          API + "GetStorageRealtimeData.cgi?Scope=System");
  private static final List<Question> QUESTIONS =
      PATHS.keySet().stream()
          .sorted()
          .map(name -> new Question(name, false, List.of(Look.every(Duration.ofMinutes(1)))))
          .toList();

  @Override
  public List<Need> needs() {
    return List.of(Need.device());
  }

  @Override
  public boolean namesSites() {
    return false;
  }

  @Override
  public Pace pace() {
    return new Pace(20, Duration.ofMinutes(1));
  }

  @Override
  public List<Question> questions() {
    return QUESTIONS;
  }

  @Override
  public List<Ask> asks(Question question, Site site, Instant from, Instant to) {
    String path = PATHS.get(question.name());
    if (path == null) {
      throw new IllegalArgumentException(question.name() + ": wanted one of " + PATHS.keySet());
    }
    return List.of(new Ask(question.name(), path, from, to));
  }

  @Override
  public Step begin(Ask ask, Access access, Instant now) {
    Request request = Request.get(access.url(ask.path()), Map.of("Accept", "application/json"));
    return new Step.Send(request, reply -> Replies.end(request, reply));
  }
}
