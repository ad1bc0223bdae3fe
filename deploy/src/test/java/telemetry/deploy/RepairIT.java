package telemetry.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.control.ControlLog;
import telemetry.control.LoggedNumbers;
import telemetry.deploy.corrections.Corrections;
import telemetry.deploy.imports.LegacyTable;
import telemetry.deploy.run.Roles;
import telemetry.model.ImportPlace;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointAlias;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RawReading;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Scope;
import telemetry.registry.AvroSerde;
import telemetry.sink.recalculation.PostgresLedger;
import telemetry.topics.Partitions;
import telemetry.topics.Topics;

/** What people put right by command, on the real pipeline. */
class RepairIT {
  @TempDir static Path folder;
  private static Path data;
  private static WholePipeline pipeline;

  @BeforeAll
  static void start() {
    data = folder.resolve("data");
    pipeline = new WholePipeline(data);
  }

  @AfterAll
  static void stop() {
    pipeline.close();
  }

  private static CommandRun run(String... line) {
    return CommandRun.of(data, line);
  }

  private static JsonNode json(String... line) throws IOException {
    return CommandRun.json(data, line);
  }

  private static byte[] raw(int system, String vendor, String body) {
    var reading =
        new RawReading(
            system,
            vendor,
            Instant.parse("2025-11-10T00:05:02Z"),
            "application/json",
            body.getBytes(UTF_8));
    return new AvroSerde<>(Topics.RAW, pipeline.cluster.registry())
        .serializer()
        .serialize(Topics.RAW.name(), reading);
  }

  @Test
  void aRefusedRecordGoesBackOnceAndIsHeard() throws Exception {
    int before = json("status").path("rejected").asInt();
    byte[] key = "41".getBytes(UTF_8);
    int partitions = pipeline.cluster.epoch().check().partitions();
    int wrong = (Partitions.ofSystem(41, partitions) + 1) % partitions;
    String body =
        "{\"measuredAt\":\"2025-11-10T00:05:00Z\",\"point\":\"p\",\"kind\":\"GAUGE\",\"unit\":\"W\","
            + "\"value\":7}";
    pipeline.send(Topics.RAW, wrong, key, raw(41, "general", body));
    pipeline.send(Topics.RAW, key, raw(41, "nobody", body));
    pipeline.awaitIdle();

    CommandRun list = run("rejected", "list", "--system=41");
    assertThat(list.status()).as(list.err()).isZero();
    assertThat(list.out()).contains("WRONG_PARTITION", "UNKNOWN_VENDOR", "telemetry.raw/" + wrong);
    JsonNode misplaced =
        json("rejected", "list", "--system=41", "--reason=WRONG_PARTITION").at("/records/0");
    CommandRun show = run("rejected", "show", misplaced.path("place").asText());
    assertThat(show.out()).contains("murmur2", "\"point\":\"p\"", "telemetry.stage");
    assertThat(run("rejected", "redrive").status()).isEqualTo(2);

    assertThat(json("rejected", "redrive", "--system=41", "--dry-run").path("sent")).hasSize(2);
    JsonNode first = json("rejected", "redrive", "--system=41");
    assertThat(first.path("sent")).hasSize(2);
    pipeline.awaitIdle();
    assertThat(pipeline.rows(41)).as("heard at last").hasSize(1);

    JsonNode again = json("rejected", "redrive", "--system=41", misplaced.path("place").asText());
    assertThat(again.path("sent")).isEmpty();
    assertThat(again.path("before").asInt()).isEqualTo(1);
    JsonNode nobody = json("rejected", "list", "--system=41", "--reason=UNKNOWN_VENDOR");
    assertThat(nobody.at("/reasons/UNKNOWN_VENDOR").asInt()).as("refused again").isEqualTo(2);
    assertThat(nobody.at("/records/0/redriven").asBoolean()).isTrue();
    assertThat(nobody.at("/records/1/redriven").asBoolean()).isFalse();
    assertThat(json("status").path("rejected").asInt()).isEqualTo(before + 3);
  }

  private static SystemReading poll(
      int system, String at, String source, Map<String, Double> watts) {
    var values =
        watts.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(it -> gauge(it.getKey(), it.getValue()))
            .toList();
    Instant instant = Instant.parse(at);
    return new SystemReading(
        system, "test", source, Op.PUT, instant, null, instant, null, null, values);
  }

  private static PointValue gauge(String point, double watts) {
    return new PointValue(point, Kind.GAUGE, "W", Value.of(watts), Quality.GOOD);
  }

  private static List<String> averages(int system) {
    pipeline.awaitIdle();
    return pipeline.query(
        "SELECT path || ' ' || to_char(interval_end AT TIME ZONE 'UTC', 'HH24:MI') || ' ' || avg"
            + " FROM telemetry_agg_5m JOIN point USING (system_id, point_id) WHERE status <> 'EMPTY'"
            + " AND system_id = "
            + system
            + " ORDER BY 1");
  }

  @Test
  void whatAPersonSaysBeatsTheVendorAndCanBeTakenBack() throws Exception {
    pipeline.read(
        Topics.READINGS, poll(42, "2025-11-10T00:01:00Z", "s", Map.of("a", 10d, "b", 1d)));
    pipeline.read(
        Topics.READINGS, poll(42, "2025-11-10T00:02:00Z", "s", Map.of("a", 20d, "b", 2d)));
    pipeline.read(
        Topics.READINGS, poll(42, "2025-11-10T00:06:00Z", "s", Map.of("a", 30d, "b", 3d)));
    List<String> vendors = averages(42);
    assertThat(vendors).containsExactly("a 00:05 15", "a 00:10 30", "b 00:05 1.5", "b 00:10 3");
    String[] scale = {
      "amend",
      "--system=42",
      "--from=2025-11-10T00:00:00Z",
      "--to=2025-11-10T00:05:00Z",
      "--scale=a=1000",
      "--reason=kW"
    };
    List<String> dry = new ArrayList<>(List.of(scale));
    dry.add("--dry-run");
    assertThat(run(dry.toArray(String[]::new)).out()).contains("20000", "nothing is sent");
    List<String> unexpected = new ArrayList<>(List.of(scale));
    unexpected.add("--expect-polls=3");
    assertThat(run(unexpected.toArray(String[]::new)).status()).isEqualTo(1);
    assertThat(averages(42)).isEqualTo(vendors);

    JsonNode amended = json(scale);
    assertThat(amended.at("/polls/change").asInt()).isEqualTo(2);
    assertThat(averages(42)).startsWith("a 00:05 15000");
    pipeline.read(
        Topics.READINGS, poll(42, "2025-11-10T00:02:00Z", "s", Map.of("a", 22d, "b", 2d)));
    assertThat(averages(42)).as("the vendor's correction").startsWith("a 00:05 15000");

    JsonNode voided =
        json("void", "--system=42", "--at=2025-11-10T00:01:00Z", "--point=a", "--reason=off");
    assertThat(averages(42)).startsWith("a 00:05 20000", "a 00:10 30", "b 00:05 1.5");
    JsonNode undo = json("replay", "undo", amended.path("batch").asText(), "--reason=W after all");
    assertThat(undo.at("/polls/change").asInt()).isEqualTo(1);
    assertThat(undo.path("newerPolls").get(0).asText()).isEqualTo("42 s at 2025-11-10T00:01:00Z");
    assertThat(averages(42)).as("what the vendor said last").startsWith("a 00:05 22");
    json("replay", "undo", voided.path("batch").asText(), "--reason=on");
    assertThat(averages(42)).as("as it was amended").startsWith("a 00:05 5011");
    assertThat(run("replay", "undo", voided.path("batch").asText(), "--reason=again").status())
        .isEqualTo(1);

    String[] display = {
      "amend", "--system=42", "--at=2025-11-10T00:11:00Z", "--value=b=9", "--reason=display"
    };
    int forgotten = json(display).path("batch").asInt();
    assertThat(averages(42)).contains("b 00:15 9");
    try (var owner = DriverManager.getConnection(ownerUrl());
        var statement = owner.createStatement()) {
      for (String table : List.of("recalculation_piece", "recalculation_batch")) {
        statement.execute("DELETE FROM " + table + " WHERE batch_id = " + forgotten);
      }
    }
    display[3] = "--value=b=10";
    assertThat(json(display).path("batch").asInt())
        .as("the database forgot the number, the log did not")
        .isGreaterThan(forgotten);
    assertThat(averages(42)).contains("b 00:15 10");
  }

  /** One in so many rows of the legacy database; 1 for all of it. */
  private static final int PART = Integer.getInteger("telemetry.import.part", 400);

  private static final int KILLS = Integer.getInteger("telemetry.kills", 1);

  @Test
  void aLegacyDatabaseIsImportedWithoutAGapOrADoubleHoweverOftenItIsKilled() throws Exception {
    var legacy = new LegacyDatabase(folder.resolve("legacy.db"), PART);
    legacy.write();
    long readings = legacy.systems().stream().mapToLong(LegacyDatabase.Legacy::readings).sum();
    String[] line = {
      "import", "--jdbc=" + legacy.url(), "--map=1=selectronic,2=selectronic,3=enphase,7=fronius"
    };
    // So slowly that no batch is ever full: what is sent is not left open for that.
    String[] slowly = {
      "--rows-per-second=" + (PART == 1 ? 20_000 : 40), "--batch=" + (PART == 1 ? 2000 : 1_000_000)
    };
    for (int kill = 0; kill < KILLS; kill++) {
      long before = imported();
      var all = new ArrayList<>(List.of(line));
      all.addAll(List.of(slowly));
      Process process = start(folder.resolve("import.log"), Map.of(), all.toArray(String[]::new));
      await().atMost(Duration.ofSeconds(60)).until(() -> imported() > before);
      process.destroyForcibly().waitFor();
    }
    assertThat(imported()).isPositive().isLessThan(readings);

    JsonNode report = json(line);

    JsonNode first = report.at("/tables/0");
    assertThat(first.path("rows").asLong()).isEqualTo(readings);
    assertThat(first.path("repeated").asLong()).isEqualTo(15);
    assertThat(first.path("sent").asLong()).isEqualTo(readings - 15);
    assertThat(first.path("values").asLong()).isEqualTo(legacy.values());
    long found = 0;
    for (JsonNode system : report.path("aggregates")) {
      found += system.path("foundValues").asLong();
    }
    // Where readings gave a row before the aggregate's turn came, that one is there and better.
    assertThat(found).isEqualTo(legacy.aggregates());
    assertThat(report.path("criteria")).hasSize(10);
    for (JsonNode criterion : report.path("criteria")) {
      assertThat(criterion.path("met").asBoolean()).as(criterion.toString()).isTrue();
    }
    var raw = new int[1];
    pipeline.records(Topics.RAW, record -> raw[0] += ours(record.key()) ? 1 : 0);
    assertThat(raw[0]).as("no double in the log").isEqualTo(readings - 15);
    assertThat(
            pipeline.query(
                "SELECT DISTINCT unit || ' ' || p.kind || ' ' || (last > 1e6)::text FROM point p"
                    + " JOIN telemetry_agg_5m USING (system_id, point_id) WHERE system_id = 2 AND"
                    + " path = 'battery_in_wh_total'"))
        .as("kWh there, Wh here")
        .containsExactly("Wh COUNTER true");

    CommandRun again = run(line);
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).contains("row counts match", " yes ");
    pipeline.records(Topics.RAW, record -> raw[0] -= ours(record.key()) ? 1 : 0);
    assertThat(raw[0]).as("a second run sends nothing").isZero();
    var anew = new ArrayList<>(List.of(line));
    anew.add("--name=anew");
    JsonNode skipped = json(anew.toArray(String[]::new));
    assertThat(skipped.at("/tables/0/present").asLong()).isEqualTo(readings - 15);
    assertThat(skipped.at("/tables/1/present").asLong())
        .isEqualTo(skipped.at("/tables/1/rows").asLong());
    var others = new ArrayList<>(List.of(line));
    others.set(2, "--map=1=selectronic,2=selectronic,7=fronius");
    assertThat(run(others.toArray(String[]::new)).err())
        .contains("was begun under the name legacy with other systems")
        .contains("give the same, or another --name");
    CommandRun verified = run("verify", "--patience=5s");
    assertThat(verified.status()).as(verified.out()).isZero();
    if (PART == 1) {
      System.out.println(again.out());
    }
  }

  @Test
  void itMakesNoDifferenceWhereALegacyDatabaseStands() throws Exception {
    String[] urls = new String[3];
    for (int i = 0; i < urls.length; i++) {
      var legacy = new LegacyDatabase(folder.resolve("copy" + i + ".db"), 2_000, 200 + 10 * i);
      legacy.write();
      urls[i] = legacy.url();
    }
    Path readings =
        LegacyCopies.file(
            LegacyCopies.table(urls[1], "readings", "inverter_time"), folder.resolve("r.csv"));
    Path aggregates =
        LegacyCopies.file(
            LegacyCopies.table(urls[1], "readings_agg_5m", "interval_end"),
            folder.resolve("a.csv.gz"));
    String home = ownerUrl();
    for (String name : List.of("readings", "readings_agg_5m")) {
      String time = name.equals("readings") ? "inverter_time" : "interval_end";
      LegacyTable table = LegacyCopies.table(urls[2], name, time);
      LegacyCopies.postgres(table, home, "legacy." + name);
      assertThat(lines(LegacyCopies.table(home, "legacy." + name, time)))
          .as("the same row for row, however it is stored")
          .isEqualTo(lines(table));
    }

    json("import", "--name=sqlite", "--jdbc=" + urls[0], map(200));
    String[] files = {
      "import",
      "--name=files",
      "--readings=" + readings,
      "--aggregates=" + aggregates,
      map(210),
      "--batch=20"
    };
    json(files);
    Path log = folder.resolve("postgres.log");
    String[] postgres = {
      "import",
      "--name=postgres",
      "--jdbc=env:LEGACY_DATABASE",
      "--readings=legacy.readings",
      "--aggregates=legacy.readings_agg_5m",
      map(220)
    };
    String url = home + "&password=not-repeated";
    int status = start(log, Map.of("LEGACY_DATABASE", url), postgres).waitFor();

    assertThat(log).content().doesNotContain("not-repeated").contains("row counts match");
    assertThat(status).isZero();
    pipeline.awaitIdle();
    for (int system : List.of(1, 2, 3, 7)) {
      List<String> rows = pipeline.rows(200 + system);
      assertThat(rows).as("system " + system).isNotEmpty();
      assertThat(pipeline.rows(210 + system)).as("files, " + system).isEqualTo(rows);
      assertThat(pipeline.rows(220 + system)).as("PostgreSQL, " + system).isEqualTo(rows);
    }

    List<String> changed = Files.readAllLines(readings);
    Collections.swap(changed, 1, 2);
    Files.write(readings, changed);
    assertThat(run(files).err())
        .contains("r.csv: its first ", "are not the same any more; give another --name");
    assertThat(run("import", "--jdbc=" + urls[0] + "x/y.db", map(200)).err())
        .contains("legacy database, table readings");
  }

  /** The database, as one who may do anything. */
  private static String ownerUrl() {
    return pipeline.endpoints.jdbcUrl().replaceFirst("user=\\w+", "user=postgres");
  }

  private static String map(int first) {
    return "--map=%d=selectronic,%d=selectronic,%d=enphase,%d=fronius"
        .formatted(first + 1, first + 2, first + 3, first + 7);
  }

  private static List<String> lines(LegacyTable table) {
    var lines = new ArrayList<String>();
    table.read((cells, line) -> lines.add(line));
    return lines;
  }

  private static boolean ours(byte[] key) {
    return Set.of("1", "2", "3", "7").contains(new String(key, UTF_8));
  }

  private static long imported() {
    var control = new ControlLog(pipeline.cluster.kafka(), pipeline.cluster.registry());
    return control.facts().values().stream()
        .filter(fact -> fact instanceof ImportPlace place && place.name().equals("legacy"))
        .mapToLong(fact -> ((ImportPlace) fact).rows())
        .sum();
  }

  private static Process start(Path log, Map<String, String> environment, String... line)
      throws IOException {
    List<String> command = ChildJvm.command(Main.class, line);
    command.add("--data-dir=" + data);
    var child = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    child.environment().putAll(environment);
    return child.start();
  }

  private static void general(int system, String source, Instant at, String point, double watts) {
    String body =
        "{\"measuredAt\":\"%s\",\"source\":\"%s\",\"values\":{\"%s\":{\"kind\":\"GAUGE\",\"unit\":\"W\",\"value\":%s}}}"
            .formatted(at, source, point, watts);
    pipeline.send(
        Topics.RAW, Integer.toString(system).getBytes(UTF_8), raw(system, "general", body));
  }

  /** Readings that went to a duplicate; 42,000 as it was once. */
  private static final int MOVED = Integer.getInteger("telemetry.merge.readings", 216);

  /** Metadata moved, and for a day and a half readings went to points that nobody had declared. */
  @Test
  void readingsThatWentToADuplicateAreBroughtHome() throws Exception {
    Instant begin = Instant.parse("2025-11-08T00:00:00Z");
    int every = Math.max(1, 36 * 3600 / MOVED);
    int last = 60 + MOVED + 24;
    for (int i = 1; i <= last; i++) {
      Instant at = begin.plusSeconds((long) every * i);
      boolean moved = i > 60 && i <= 60 + MOVED;
      for (int system : List.of(43, 44, 45)) {
        general(system, "a", at, moved && system != 45 ? "p_2" : "p", i);
      }
      if (i == 100) { // Both speak of one instant; what is received last counts.
        general(43, "b", at, "p", 1000);
        general(45, "b", at, "p", 1000);
      }
    }
    List<String> home = averages(45);
    List<String> away = averages(43);
    List<String> others = averages(44);
    assertThat(home).hasSize(Math.min(last, (last * every + 299) / 300));
    assertThat(away).hasSizeGreaterThan(home.size());
    String[] line = {"points", "merge", "--from=43/p_2", "--into=43/p", "--reason=metadata moved"};
    var dry = new ArrayList<>(List.of(line));
    dry.add("--dry-run");
    assertThat(run(dry.toArray(String[]::new)).out())
        .contains("instants that both speak of: 1", "nothing is sent");
    var unexpected = new ArrayList<>(List.of(line));
    unexpected.add("--expect-polls=1");
    assertThat(run(unexpected.toArray(String[]::new)).err())
        .contains("wanted to correct 1 polls, would correct " + MOVED + "; nothing is sent");
    assertThat(averages(43)).isEqualTo(away);

    int brokenOff = mergeIsBrokenOff();
    long started = System.nanoTime();

    JsonNode merged = json(line);

    assertThat(merged.at("/polls/change").asInt() + merged.at("/polls/delete").asInt())
        .isEqualTo(MOVED);
    assertThat(averages(43)).isEqualTo(home);
    if (MOVED > 216) {
      System.out.printf(
          "%,d readings merged in %.1f s%n", MOVED, (System.nanoTime() - started) / 1e9);
    }
    assertThat(
            pipeline.query("SELECT state FROM recalculation_batch WHERE batch_id = " + brokenOff))
        .containsExactly("CANCELLED");
    assertThat(averages(44)).as("the same names elsewhere").isEqualTo(others);
    Instant later = begin.plusSeconds((long) every * last + 600);
    general(43, "a", later, "p_2", 7);
    general(45, "a", later, "p", 7);
    List<String> since = averages(45);
    assertThat(averages(43)).as("heard by the other name").isEqualTo(since);
    assertThat(json(line).at("/polls/change").asInt()).as("a second run").isZero();

    String batch = merged.path("batch").asText();
    try (var somebody =
        new PostgresLedger(
            Roles.database(pipeline.settings()),
            pipeline.cluster.registry(),
            new LoggedNumbers(pipeline.cluster.control()))) {
      assertThat(somebody.take()).isTrue();
      assertThat(run("replay", "undo", batch, "--reason=at once").err())
          .contains("a recalculation is running");
      assertThat(pipeline.cluster.control().aliases())
          .as("what is refused changes nothing")
          .hasSize(1);
    }
    json("replay", "undo", batch, "--reason=two after all");
    assertThat(averages(43)).containsAll(away).hasSize(away.size() + 1);
    general(43, "a", Instant.parse("2025-11-11T00:01:00Z"), "p_2", 8);
    assertThat(averages(43)).as("no alias any more").contains("p_2 00:05 8");
  }

  /** A merge that was killed once its alias stood, and before it sent anything. */
  private static int mergeIsBrokenOff() {
    try (var corrections = new Corrections(pipeline.settings(), Clock.systemUTC());
        var ledger =
            new PostgresLedger(
                Roles.database(pipeline.settings()),
                pipeline.cluster.registry(),
                new LoggedNumbers(pipeline.cluster.control()))) {
      var points = Set.of(PointKey.parse("43/p_2"), PointKey.parse("43/p"));
      Batch batch =
          ledger.open(
              new Batch.Opening(
                  Corrections.MERGE,
                  new Scope(
                      Instant.parse("0001-01-01T00:00:00Z"), Instant.now(), Set.of(43), points),
                  Duration.ofDays(365_000),
                  "somebody",
                  "metadata moved",
                  "test",
                  1,
                  corrections.extents(),
                  null));
      pipeline.write(new PointAlias(43, "p_2", "p", batch.id()));
      return batch.id();
    }
  }

  /** A gateway called its meter a power. */
  @Test
  void aPointThatWasHeardAsSomethingElseIsSaidAgainAsWhatItMeans() throws Exception {
    Instant begin = Instant.parse("2025-11-08T00:00:00Z");
    for (int i = 1; i <= 20; i++) {
      general(47, "a", begin.plusSeconds(60L * i), "total", 1000 + i);
    }
    meter(47, begin.plusSeconds(60 * 21), 1021);
    assertThat(averages(47)).hasSize(4);
    assertThat(json("rejected", "list", "--system=47").at("/reasons/KIND_CHANGED").asInt())
        .isEqualTo(1);
    String[] line = {
      "points", "redefine", "47/total", "--kind=COUNTER", "--unit=Wh", "--reason=a meter"
    };
    var dry = new ArrayList<>(List.of(line));
    dry.add("--dry-run");
    assertThat(run(dry.toArray(String[]::new)).out())
        .contains("GAUGE in 'W', to be COUNTER in 'Wh'", "{GAUGE=4}", "nothing is stated");
    assertThat(run("points", "redefine", "47/x", "--kind=GAUGE", "--unit=W", "--reason=r").err())
        .contains("47/x: wanted a point that the log knows, found none");
    assertThat(averages(47)).hasSize(4);

    JsonNode stated = json(line);

    assertThat(stated.at("/was/kind").asText()).isEqualTo("GAUGE");
    assertThat(stated.path("stated").asBoolean()).isTrue();
    assertThat(run(line).err()).contains("47/total: is a COUNTER in 'Wh' already");
    meter(47, begin.plusSeconds(60 * 22), 1022);
    general(47, "a", begin.plusSeconds(60 * 23), "total", 1023);
    assertThat(growth(47))
        .as("heard as what it means, and not mixed with what it was")
        .containsExactly(
            "GAUGE 00:05 null",
            "GAUGE 00:10 null",
            "GAUGE 00:15 null",
            "GAUGE 00:20 null",
            "COUNTER 00:25 1");

    json("amend", "--system=47", "--at=2025-11-08T00:03:00Z", "--value=total=1003.5", "--reason=r");
    assertThat(growth(47)).as("said again by a person").startsWith("COUNTER 00:05 null");

    JsonNode replayed =
        json(
            "replay",
            "run",
            "--source=raw",
            "--system=47",
            "--from=2025-11-08T00:00:00Z",
            "--to=2025-11-09T00:00:00Z",
            "--reason=a meter");
    assertThat(replayed.at("/rows/change").asInt()).as(replayed.toString()).isEqualTo(19);
    assertThat(growth(47))
        .containsExactly(
            "COUNTER 00:05 4",
            "COUNTER 00:10 5",
            "COUNTER 00:15 5",
            "COUNTER 00:20 5",
            "COUNTER 00:25 3");
    assertThat(json("rejected", "redrive", "--system=47").path("sent")).hasSize(1);
    pipeline.awaitIdle();
    assertThat(
            pipeline.query(
                "SELECT sample_count::text FROM telemetry_agg_5m WHERE system_id = 47 ORDER BY"
                    + " interval_end DESC LIMIT 1"))
        .as("what was refused before is heard")
        .containsExactly("3");
    assertThat(pipeline.query("SELECT kind || ' in ' || unit FROM point WHERE system_id = 47"))
        .containsExactly("COUNTER in Wh");
    CommandRun verified = run("verify", "--system=47", "--patience=5s");
    assertThat(verified.status()).as(verified.out()).isZero();
  }

  private static void meter(int system, Instant at, double wattHours) {
    String body =
        "{\"measuredAt\":\"%s\",\"source\":\"a\",\"values\":{\"total\":{\"kind\":\"COUNTER\",\"unit\":\"Wh\",\"value\":%s}}}"
            .formatted(at, wattHours);
    pipeline.send(
        Topics.RAW, Integer.toString(system).getBytes(UTF_8), raw(system, "general", body));
  }

  private static List<String> growth(int system) {
    pipeline.awaitIdle();
    return pipeline.query(
        "SELECT r.kind || ' ' || to_char(interval_end AT TIME ZONE 'UTC', 'HH24:MI') || ' ' ||"
            + " coalesce(delta::text, 'null') FROM telemetry_agg_5m r JOIN point USING (system_id,"
            + " point_id) WHERE status <> 'EMPTY' AND system_id = "
            + system
            + " ORDER BY interval_end");
  }

  /** An import that was killed leaves its transaction open for a while. */
  @Test
  void whatStandsBehindWhatNobodyCommittedIsWaitedFor() {
    var settings = new HashMap<String, Object>(pipeline.cluster.kafka());
    settings.put("transactional.id", "somebody");
    byte[] key = "48".getBytes(UTF_8);
    try (var somebody =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      somebody.initTransactions();
      somebody.beginTransaction();
      somebody.send(new ProducerRecord<>(Topics.RAW.name(), key, raw(48, "general", "{}")));
      somebody.flush();
      general(48, "a", Instant.parse("2025-11-08T00:01:00Z"), "p", 5);
      assertThat(pipeline.lacking(Duration.ofSeconds(1)))
          .hasValueSatisfying(lacking -> assertThat(lacking).contains("normalise"));
      somebody.abortTransaction();
    }
    assertThat(averages(48)).containsExactly("p 00:05 5");
  }

  @Test
  void aHoleIsListedUntilItIsAccepted() throws Exception {
    Instant begin = Instant.parse("2025-11-01T00:00:00Z");
    for (int i = 1; i <= 4 * 288; i++) {
      if (i < 600 || i > 640) {
        Instant at = begin.plusSeconds(300L * i);
        pipeline.read(Topics.READINGS, poll(46, at.toString(), "s", Map.of("p", 1d)));
      }
    }
    pipeline.awaitIdle();
    String[] list = {
      "gaps", "list", "--system=46", "--from=2025-11-01T00:00:00Z", "--to=2025-11-05T00:00:00Z"
    };
    CommandRun found = run(list);
    assertThat(found.status()).isEqualTo(1);
    assertThat(found.out())
        .contains("46/p", "2025-11-03T01:55:00Z", "2025-11-03T05:20:00Z", "41", "no");

    CommandRun accepted =
        run(
            "gaps",
            "accept",
            "--system=46",
            "--from=2025-11-03T01:55:00Z",
            "--to=2025-11-03T05:20:00Z",
            "--reason=power cut");
    assertThat(accepted.status()).as(accepted.err()).isZero();
    assertThat(json(list)).isEmpty();
    var all = new ArrayList<>(List.of(list));
    all.add("--all");
    assertThat(run(all.toArray(String[]::new)).out()).contains("power cut");
  }
}
