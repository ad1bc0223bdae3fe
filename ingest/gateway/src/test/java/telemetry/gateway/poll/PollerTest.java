package telemetry.gateway.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import telemetry.gateway.FakeSink;
import telemetry.gateway.Systems;
import telemetry.gateway.fake.FakeVendor;
import telemetry.model.PollPlace;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.topics.Partitions;
import telemetry.vendors.ask.Pace;

@Execution(ExecutionMode.CONCURRENT)
class PollerTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Pace ANY = new Pace(1000, Duration.ofSeconds(1));
  private static final int ALL = 4;

  @TempDir private Path folder = Path.of("");

  private final FakeSink sink = new FakeSink();
  private final MemoryPlaces places = new MemoryPlaces();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Poller> pollers = new ArrayList<>();
  private FakeVendor lodge = Lodge.server(1_000_000);
  private Duration patience = Duration.ofSeconds(10);
  private volatile Systems systems = Systems.NONE;
  private volatile Share.Part part = new Share.Part(ALL, Set.of(0, 1, 2, 3));

  @BeforeEach
  void secret() throws IOException {
    Files.writeString(folder.resolve("password"), "open sesame\n");
  }

  @AfterEach
  void close() {
    pollers.forEach(Poller::close);
    lodge.close();
  }

  private SystemDeclaration system(int id, String base) {
    return new SystemDeclaration(
        id,
        Lodge.VENDOR,
        "site-" + id,
        "a house",
        ZoneId.of("UTC"),
        true,
        List.of(),
        Map.of("base", base, "password", "file:" + folder.resolve("password")));
  }

  private void declare(SystemDeclaration... declared) {
    systems =
        new Systems(
            Arrays.stream(declared)
                .collect(Collectors.toMap(SystemDeclaration::systemId, it -> it)));
  }

  private Poller poller(Share share, Pace pace) {
    var poller =
        new Poller(
            Map.of(Lodge.VENDOR, new Lodge(pace)),
            () -> Optional.of(systems),
            share,
            places,
            sink,
            new PollBounds(
                folder.resolve("sessions"), patience, 100_000, 4, Duration.ofMillis(200)),
            meters,
            Clock.systemUTC());
    pollers.add(poller);
    poller.start();
    return poller;
  }

  private void poll() {
    poller(() -> part, ANY);
  }

  private List<RawReading> heard(int system) {
    return sink.readings().stream().filter(it -> it.systemId() == system).toList();
  }

  private void awaitMore(int system) {
    int before = heard(system).size();
    await().atMost(SOON).until(() -> heard(system).size() > before);
  }

  private double count(String outcome) {
    var counter = meters.find("telemetry.poll.asks").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  private double circuits(String state) {
    var gauge = meters.find("telemetry.poll.circuits").tag("state", state).gauge();
    return gauge == null ? 0 : gauge.value();
  }

  private Optional<Instant> place(int system) {
    return Optional.ofNullable(places.read().get(PollPlace.key(system, "lodge.hours", null)))
        .map(PollPlace::until);
  }

  @Test
  void whatWasHeardIsStoredAndTheNextAskBeginsThere() {
    declare(system(6, lodge.base()));
    poll();
    await().atMost(SOON).until(() -> heard(6).size() >= 3);

    RawReading first = heard(6).get(0);
    assertThat(first.vendor()).isEqualTo("lodge");
    assertThat(first.contentType()).isEqualTo("application/json");
    List<String> asked =
        heard(6).stream()
            .map(it -> new String(it.body(), UTF_8).replaceAll(".*from=|\"}", ""))
            .toList();
    for (int i = 1; i < asked.size(); i++) {
      assertThat(asked.get(i)).startsWith(asked.get(i - 1).replaceAll(".*to=", "") + "&");
    }
    assertThat(place(6)).isPresent();
    await().atMost(SOON).until(() -> circuits("closed") == 1);
  }

  @Test
  void itBeginsAndEndsWithTheDeclarations() {
    poll();
    declare(system(6, lodge.base()));
    awaitMore(6);

    declare(system(6, lodge.base()).withActive(false), system(7, lodge.base()));
    awaitMore(7);
    int then = heard(6).size();
    for (int i = 0; i < 3; i++) {
      awaitMore(7);
    }
    assertThat(heard(6)).hasSizeBetween(then, then + 1);
  }

  @Test
  void eachProcessAsksForItsShareAndGoesOnWhereTheOtherWas() {
    int mine = Partitions.ofSystem(6, ALL);
    declare(system(6, lodge.base()));
    poll();
    awaitMore(6);

    part = new Share.Part(ALL, Set.of((mine + 1) % ALL));
    await().atMost(SOON).until(() -> circuits("closed") == 0);
    Instant left = place(6).orElseThrow();
    int then = heard(6).size();
    poller(() -> new Share.Part(ALL, Set.of(mine)), ANY);
    await().atMost(SOON).until(() -> heard(6).size() > then + 1);

    assertThat(new String(heard(6).get(then + 1).body(), UTF_8)).isNotEmpty();
    assertThat(lodge.asked().stream().map(FakeVendor.Asked::text))
        .anyMatch(text -> text.contains("from=" + left + "&"));
  }

  @Test
  void aTokenThatIsSpentMeansANewLoginAndIsKeptForItsOwnerAlone() throws Exception {
    lodge.close();
    lodge = Lodge.server(2);
    declare(system(6, lodge.base()));
    poll();
    await().atMost(SOON).until(() -> heard(6).size() >= 5);

    assertThat(count("passing") + count("lasting") + count("broken")).isZero();
    Path session;
    try (var files = Files.list(folder.resolve("sessions"))) {
      session = files.filter(it -> it.toString().endsWith(".json")).findFirst().orElseThrow();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session.getParent())))
        .isEqualTo("rwx------");
    assertThat(Files.readString(session)).startsWith("{\"token\":\"t-");
  }

  @Test
  void aRestartNeedsNoLogin() {
    declare(system(6, lodge.base()));
    Poller first = poller(() -> part, ANY);
    awaitMore(6);
    first.close();
    poll();
    awaitMore(6);

    assertThat(lodge.asked()).filteredOn(it -> it.path().equals("/login")).hasSize(1);
  }

  @Test
  void whatIsOftenAndPassesIsBorne() {
    lodge.accidents(
        FakeVendor.page(), FakeVendor.status(502), FakeVendor.cutOff(), FakeVendor.endless());
    declare(system(6, lodge.base()), system(7, lodge.base()));
    poll();

    await().atMost(SOON).until(() -> lodge.accidentsLeft() == 0);
    awaitMore(6);
    awaitMore(7);
    await().atMost(SOON).until(() -> circuits("closed") == 2);
    assertThat(count("broken") + count("lasting")).isZero();
    assertThat(count("passing")).isEqualTo(4);
  }

  @Test
  void aSlowVendorDelaysNobodyElse() {
    patience = Duration.ofSeconds(1);
    try (var slow = Lodge.server(1_000_000)) {
      slow.accidents(FakeVendor.dripping(), FakeVendor.dripping());
      declare(system(6, slow.base()), system(7, lodge.base()));
      poll();
      await().atMost(SOON).until(() -> !slow.asked().isEmpty());

      awaitMore(7);
      awaitMore(7);
      assertThat(heard(6)).isEmpty();
      await().atMost(SOON).until(() -> count("passing") == 1);
      await().atMost(SOON).until(() -> circuits("retrying") == 1);
    }
  }

  @Test
  void whoeverWantsToBeLeftAloneIs() {
    declare(system(6, lodge.base()));
    poll();
    awaitMore(6);
    lodge.accidents(FakeVendor.tooOften(2));
    await().atMost(SOON).until(() -> lodge.accidentsLeft() == 0);
    int then = lodge.asked().size();
    Instant told = Instant.now();

    await().atMost(SOON).until(() -> lodge.asked().size() > then);
    assertThat(Duration.between(told, Instant.now())).isGreaterThan(Duration.ofMillis(1500));
  }

  @Test
  void anAccountKeepsItsPace() {
    declare(system(6, lodge.base()), system(7, lodge.base()), system(8, lodge.base()));
    poller(() -> part, new Pace(5, Duration.ofSeconds(1)));
    Instant began = Instant.now();
    await().atMost(SOON).until(() -> lodge.asked().size() >= 11);

    assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
  }

  @Test
  void aPasswordThatIsWrongIsToldAndAskedRarely() throws Exception {
    Files.writeString(folder.resolve("password"), "open barley");
    declare(system(6, lodge.base()));
    poll();
    await().atMost(SOON).until(() -> count("lasting") == 1);

    await().atMost(SOON).until(() -> circuits("open") == 1);
    assertThat(lodge.asked()).hasSize(1);
  }

  @Test
  void aReferenceThatLeadsNowhereIsTold() throws Exception {
    Files.delete(folder.resolve("password"));
    declare(system(6, lodge.base()));
    poll();
    await().atMost(SOON).until(() -> count("lasting") == 1);

    assertThat(lodge.asked()).isEmpty();
  }

  @Test
  void whileTheLogIsAwayNoPlaceMoves() {
    sink.awayAfter(0);
    declare(system(6, lodge.base()));
    poll();
    await().atMost(SOON).until(() -> count("unacknowledged") >= 1);
    assertThat(place(6)).isEmpty();

    sink.clear();
    awaitMore(6);
    await().atMost(SOON).until(() -> place(6).isPresent());
  }
}
