package telemetry.gateway.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.gateway.FakeSink;
import telemetry.gateway.fake.FakeVendor;
import telemetry.model.PollPlace;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.Askings;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Pace;
import telemetry.vendors.ask.Question;

class BackfillTest {
  private static final Asking AMBER = Askings.standard().get("amber");

  /** Three of Amber's days: midnight in its zone is 14:00 UTC. */
  private static final PollPlace.Span SPAN =
      new PollPlace.Span(
          Instant.parse("2026-01-01T14:00:00Z"), Instant.parse("2026-01-04T14:00:00Z"));

  @TempDir private Path folder = Path.of("");

  private final FakeSink sink = new FakeSink();
  private final MemoryPlaces places = new MemoryPlaces();
  private final FakeVendor amber = new FakeVendor(asked -> FakeVendor.json("[]"));
  private final List<BackfillProgress> told = new ArrayList<>();

  @BeforeEach
  void secret() throws IOException {
    Files.writeString(folder.resolve("key"), "psk");
  }

  @AfterEach
  void close() {
    amber.close();
  }

  private Backfill backfill(Asking asking, String vendor, Map<String, String> access) {
    var system =
        new SystemDeclaration(7, vendor, "01F5", "s", ZoneId.of("UTC"), true, List.of(), access);
    var bounds =
        new PollBounds(
            folder.resolve("sessions"), Duration.ofSeconds(5), 10_000, 4, Duration.ofMillis(10));
    return new Backfill(system, asking, sink, places, bounds, Clock.systemUTC());
  }

  private BackfillProgress fetch(boolean again) throws InterruptedException {
    var access = Map.of("base", amber.base(), "apiKey", "file:" + folder.resolve("key"));
    try (var backfill = backfill(AMBER, "amber", access)) {
      return backfill.fetch(Backfill.questions(AMBER), SPAN, again, told::add);
    }
  }

  private List<String> asked() {
    return amber.asked().stream().map(FakeVendor.Asked::text).toList();
  }

  private static String day(String what, int day) {
    return "GET /sites/01F5/%s?startDate=2026-01-0%d&endDate=2026-01-0%d".formatted(what, day, day);
  }

  @Test
  void everyDayIsAskedForOfEveryQuestionAndTheLogHasTheAnswers() throws Exception {
    BackfillProgress end = fetch(false);

    assertThat(asked())
        .containsExactly(
            day("usage", 2),
            day("usage", 3),
            day("usage", 4),
            day("prices", 2),
            day("prices", 3),
            day("prices", 4));
    assertThat(sink.readings()).hasSize(6).allMatch(it -> it.systemId() == 7);
    assertThat(end.heard()).isEqualTo(6);
    assertThat(end.left()).isZero();
    assertThat(told)
        .extracting(BackfillProgress::left)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void whatPassesIsWaitedFor() throws Exception {
    amber.accidents(FakeVendor.status(500), FakeVendor.page(), FakeVendor.cutOff());

    assertThat(fetch(false).heard()).isEqualTo(6);
    assertThat(asked()).hasSize(9);
  }

  @Test
  void whatWasFetchedIsNotAskedForAgainUnlessItIsWanted() throws Exception {
    sink.awayAfter(4);
    assertThatThrownBy(() -> fetch(false))
        .isInstanceOf(BackfillException.class)
        .hasMessageContaining("amber.prices from 2026-01-02T14:00:00Z");
    sink.awayAfter(Integer.MAX_VALUE);
    int before = asked().size();

    assertThat(fetch(false).heard()).isEqualTo(2);
    assertThat(asked().subList(before, asked().size()))
        .containsExactly(day("prices", 3), day("prices", 4));
    assertThat(fetch(false).heard()).isZero();
    assertThat(fetch(true).heard()).isEqualTo(6);
  }

  @Test
  void whatAPersonMustMendEndsItAtOnce() {
    amber.accidents(FakeVendor.status(401));

    assertThatThrownBy(() -> fetch(false))
        .isInstanceOf(BackfillException.class)
        .hasMessageContaining("amber.usage from 2026-01-01T14:00:00Z")
        .hasMessageContaining("401");
    assertThat(asked()).hasSize(1);
  }

  @Test
  void halfOfTheVendorsPaceIsLeftToThePoller() throws Exception {
    Files.writeString(folder.resolve("key"), "open sesame");
    var asking = new Lodge(new Pace(2, Duration.ofMillis(300)));
    try (var lodge = Lodge.server(1000);
        var backfill =
            backfill(
                asking,
                Lodge.VENDOR,
                Map.of("base", lodge.base(), "password", "file:" + folder.resolve("key")))) {
      Instant began = Instant.now();
      for (int again = 0; again < 4; again++) {
        backfill.fetch(asking.questions(), SPAN, true, BackfillProgress.Listener.NONE);
      }

      assertThat(lodge.asked()).as("a login and four asks").hasSize(5);
      assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(4 * 300));
    }
  }

  @Test
  void onlySomeVendorsHaveAPast() {
    assertThat(
            Askings.standard().entrySet().stream()
                .filter(it -> !Backfill.questions(it.getValue()).isEmpty())
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("amber", "enphase");
    assertThat(Backfill.questions(AMBER))
        .extracting(Question::name)
        .containsExactly("amber.usage", "amber.prices");
  }
}
