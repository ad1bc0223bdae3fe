package telemetry.vendors.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import telemetry.vendors.Askings;

/** What every vendor keeps to that is asked. */
class AskingLaws {
  private static final Instant NOW = Instant.parse("2026-01-15T01:24:00Z");
  private static final String[] BODIES = {
    "",
    "[]",
    "{}",
    "null",
    "{\"access_token\":\"secret-a\",\"refresh_token\":\"secret-r\",\"expires_in\":1}",
    "{\"access_token\":\"secret-a\"}",
    "{\"access_token\":5}",
    "{\"authorization_endpoint\":\"https://vendor.example/auth\","
        + "\"token_endpoint\":\"https://vendor.example/token\"}",
    "{\"authorization_endpoint\":\"not an address\",\"token_endpoint\":\"\"}",
    "<form action=/in method=post><input name=u type=email><input name=p type=password></form>",
    "<form><input type='hidden' name='a' value='&#x110000;&#38;'><input name=p type=password>",
    "<html>"
  };
  private static final String[] PLACES = {
    "/next",
    "https://vendor.example/cb?code=1&state=2",
    "https://elsewhere.example/",
    "",
    "?",
    "//",
    "https://",
    "javascript:1",
    "%zz",
    "https://vendor.example/auth"
  };
  private static final int[] STATUSES = {
    100, 200, 200, 200, 200, 204, 301, 302, 303, 400, 401, 401, 401, 404, 408, 429, 500, 502, 503
  };

  @Provide
  Arbitrary<String> vendors() {
    return Arbitraries.of(Askings.standard().keySet().stream().sorted().toList());
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
        ZoneId.of("UTC"), ZoneId.of("Australia/Melbourne"), ZoneId.of("America/St_Johns"));
  }

  private static Asking asking(String vendor) {
    return Askings.standard().get(vendor);
  }

  private static Reply any(Random random) {
    return Conversation.reply(
        NOW,
        STATUSES[random.nextInt(STATUSES.length)],
        BODIES[random.nextInt(BODIES.length)],
        "Location",
        PLACES[random.nextInt(PLACES.length)],
        "Set-Cookie",
        random.nextBoolean() ? "id=secret-cookie; Path=/; HttpOnly" : "=",
        "Retry-After",
        random.nextBoolean() ? "120" : "Thu, 15 Jan 2026 01:26:00 GMT");
  }

  private static Session session(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Session.NONE;
      case 1 -> new Session(Map.of("accessToken", "secret-t", "until", "never"));
      default ->
          new Session(
              Map.of(
                  "accessToken",
                  "secret-t",
                  "refreshToken",
                  "secret-r",
                  "until",
                  NOW.plusSeconds(random.nextInt(7200)).toString()));
    };
  }

  @Property
  void whateverTheVendorAnswersTheConversationEndsAndNamesNoCredential(
      @ForAll("vendors") String vendor, @ForAll Random random) {
    Asking asking = asking(vendor);
    var site = new Site(6, "a/b?c", ZoneId.of("UTC"));
    Question question = asking.questions().get(random.nextInt(asking.questions().size()));
    Ask ask = asking.asks(question, site, NOW.minusSeconds(60), NOW).get(0);

    // Half of them never change their mind: the same request always has the same answer.
    boolean stubborn = random.nextBoolean();
    var said = new HashMap<String, Reply>();
    var conversation =
        new Conversation(
            asking.begin(ask, Conversation.access(asking, session(random)), NOW),
            request ->
                stubborn
                    ? said.computeIfAbsent(request.toString(), line -> any(random))
                    : any(random));

    assertThat(conversation.requests()).hasSizeBetween(1, Step.MOST_SENDS);
    assertThat(conversation.lines()).noneMatch(line -> line.contains("secret-"));
    assertThat(conversation.sessions()).noneMatch(kept -> kept.toString().contains("secret-"));
    if (conversation.end() instanceof Step.Failed failed) {
      assertThat(failed.reason()).isNotBlank().doesNotContain("secret-");
    }
  }

  @Property
  void asksCoverATimeWithoutAGapOrAnOverlap(
      @ForAll("vendors") String vendor,
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long from,
      @ForAll @LongRange(min = 0, max = 30L * 86_400_000) long length) {
    var site = new Site(6, "site", zone);
    Instant begin = Instant.ofEpochMilli(from);
    Instant end = begin.plusMillis(length);
    for (Question question : asking(vendor).questions()) {
      List<Ask> asks = asking(vendor).asks(question, site, begin, end);
      if (question.past()) {
        Instant place = begin;
        for (Ask ask : asks) {
          assertThat(ask.from()).isEqualTo(place).isBefore(ask.to());
          assertThat(Duration.between(ask.from(), ask.to()))
              .isLessThanOrEqualTo(Duration.ofHours(25));
          place = ask.to();
        }
        assertThat(place).isEqualTo(end);
      } else {
        assertThat(asks).hasSize(1);
        assertThat(asks.get(0).to()).isEqualTo(end);
      }
      assertThat(asks).allMatch(ask -> ask.question().equals(question.name()));
      assertThat(asks).allMatch(ask -> ask.path().startsWith("/"));
    }
  }

  @Example
  void everyQuestionHasANameOfItsOwn() {
    assertThat(Askings.standard().values().stream().flatMap(one -> one.questions().stream()))
        .extracting(Question::name)
        .doesNotHaveDuplicates()
        .isNotEmpty();
  }

  @Example
  void everyNeedSaysWhatItIs() {
    assertThat(Askings.standard().values().stream().flatMap(one -> one.needs().stream()))
        .allMatch(need -> !need.text().isBlank())
        .allMatch(need -> !need.secret() || need.standard() == null || need.standard().isEmpty());
  }
}
