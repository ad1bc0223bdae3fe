package telemetry.vendors.mondo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Step;
import telemetry.vendors.oauth.CodeFlow;
import telemetry.vendors.oauth.Tokens;

/**
 * How Mondo Power is asked: a login by OpenID Connect (see {@link CodeFlow}), then the site's
 * subcircuits, once a minute. Nothing of the past is told.
 */
public final class MondoAsking implements Asking {
  /** What the subcircuits do now. */
  public static final Question SUBCIRCUIT =
      new Question(MondoDecoder.SOURCE, false, List.of(Look.every(Duration.ofMinutes(1))));

  @Override
  public List<Need> needs() {
    return CodeFlow.needs();
  }

  @Override
  public Pace pace() {
    return new Pace(30, Duration.ofMinutes(1));
  }

  @Override
  public List<Question> questions() {
    return List.of(SUBCIRCUIT);
  }

  @Override
  public List<Ask> asks(Question question, Site site, Instant from, Instant to) {
    return List.of(
        new Ask(question.name(), "/subcircuit/" + Forms.encode(site.siteId()), from, to));
  }

  @Override
  public Step begin(Ask ask, Access access, Instant now) {
    Optional<Tokens> tokens = Tokens.of(access.session());
    return tokens.isPresent() && tokens.get().good(now)
        ? get(ask, access, tokens.get(), true)
        : login(ask, access);
  }

  private static Step login(Ask ask, Access access) {
    return CodeFlow.tokens(access, tokens -> get(ask, access, tokens, false));
  }

  private static Step get(Ask ask, Access access, Tokens tokens, boolean mayLogIn) {
    Request request =
        Request.get(
            access.url(ask.path()),
            Map.of("Accept", "application/json", "Authorization", "Bearer " + tokens.access()));
    return new Step.Send(
        request,
        reply ->
            reply.status() == 401 && mayLogIn ? login(ask, access) : Replies.end(request, reply));
  }
}
