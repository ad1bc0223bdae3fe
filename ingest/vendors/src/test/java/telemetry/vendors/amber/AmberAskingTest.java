package telemetry.vendors.amber;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.vendors.ask.Access;
import telemetry.vendors.ask.Ask;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Session;
import telemetry.vendors.ask.Site;
import telemetry.vendors.ask.Step;
import telemetry.vendors.ask.Trouble;

class AmberAskingTest {
  private static final Instant NOW = Instant.parse("2026-01-15T13:10:00Z");
  private static final Site SITE = new Site(9, "01F5 SITE", ZoneOffset.UTC);

  private final AmberAsking asking = new AmberAsking();

  private static Step.Send send(Step step) {
    assertThat(step).isInstanceOf(Step.Send.class);
    return (Step.Send) step;
  }

  private Step.Send begun() {
    var ask = new Ask("amber.usage", "/sites/x/usage?startDate=2026-01-15", NOW, NOW);
    var access = new Access(Map.of("base", "http://amber", "apiKey", "psk_1"), Session.NONE, "");
    return send(asking.begin(ask, access, NOW));
  }

  @Test
  void aTimeIsCutAtTheMidnightsOfTheMarket() {
    List<Ask> asks = asking.asks(AmberAsking.USAGE, SITE, NOW.minus(Duration.ofHours(26)), NOW);

    assertThat(asks)
        .containsExactly(
            new Ask(
                "amber.usage",
                "/sites/01F5%20SITE/usage?startDate=2026-01-14&endDate=2026-01-14",
                Instant.parse("2026-01-14T11:10:00Z"),
                Instant.parse("2026-01-14T14:00:00Z")),
            new Ask(
                "amber.usage",
                "/sites/01F5%20SITE/usage?startDate=2026-01-15&endDate=2026-01-15",
                Instant.parse("2026-01-14T14:00:00Z"),
                NOW));
  }

  @Test
  void theKeyGoesIntoTheHeaderAndIntoNoText() {
    Step.Send send = begun();

    assertThat(send.request().headers()).containsEntry("Authorization", "Bearer psk_1");
    assertThat(send.request()).hasToString("GET http://amber/sites/x/usage");
  }

  @Test
  void anAnswerIsHeardAsItCame() {
    byte[] body = {'[', ']'};
    var reply = new Reply(200, Map.of("Content-Type", List.of("application/json")), body, NOW);

    assertThat(begun().then().apply(reply)).isEqualTo(new Step.Heard("application/json", body));
  }

  @ParameterizedTest
  @CsvSource({"401,LASTING", "404,LASTING", "429,PASSING", "500,PASSING", "302,LASTING"})
  void aStatusSaysWhatToDo(int status, Trouble trouble) {
    var reply = new Reply(status, Map.of("Retry-After", List.of("90")), new byte[0], NOW);

    assertThat(begun().then().apply(reply))
        .isEqualTo(
            new Step.Failed(
                trouble,
                "GET http://amber/sites/x/usage: wanted readings, found status " + status,
                Duration.ofSeconds(90)));
  }

  @Test
  void aPageIsNoAnswer() {
    var reply = new Reply(200, Map.of(), "<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8), NOW);

    assertThat(begun().then().apply(reply))
        .isInstanceOfSatisfying(
            Step.Failed.class, failed -> assertThat(failed.trouble()).isEqualTo(Trouble.PASSING));
  }
}
