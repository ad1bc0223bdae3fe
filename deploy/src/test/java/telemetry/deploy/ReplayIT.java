package telemetry.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.model.Kind;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.topics.Topics;

/** History is recomputed by command, on the real pipeline with a database of several systems. */
class ReplayIT {
  /** Energies were to be repaired; the powers of other systems have the same numbers. */
  private static final String MIGRATION_0035 =
      """
      UPDATE telemetry_agg_5m SET avg = NULL, min = NULL, max = NULL, delta = avg * sample_count
      WHERE point_id IN (SELECT point_id FROM point WHERE unit = 'Wh' AND kind <> 'COUNTER')
        AND avg IS NOT NULL AND interval_end > '2025-11-01' AND interval_end <= '2025-11-10T13:00:00Z'\
      """;

  private static final String FROM = "--from=2025-11-08T13:00:00Z";
  private static final String TO = "--to=2025-11-10T13:00:00Z";

  @TempDir static Path folder;
  private static final SkippingClock CLOCK = new SkippingClock();
  private static WholePipeline pipeline;

  private String out = "";
  private String err = "";

  @BeforeAll
  static void start() {
    // How late live rows are is judged by what is the default.
    Map<String, String> settings = KILLS < JUDGED ? WholePipeline.PROMPT : Map.of();
    pipeline = new WholePipeline(folder.resolve("data"), settings, CLOCK);
    for (SystemReading reading : Homes.days(2)) {
      pipeline.read(Topics.READINGS, reading);
    }
    // So that the windows of the two days are over.
    for (int system : Homes.SYSTEMS) {
      pipeline.read(
          Topics.READINGS,
          Homes.reading(
              system, Homes.BEGIN.plus(Duration.ofHours(49)), 1e6 + system, new Random(1)));
    }
    pipeline.awaitIdle();
  }

  @AfterAll
  static void stop() {
    pipeline.close();
  }

  private int run(String... line) {
    CommandRun run = CommandRun.of(folder.resolve("data"), line);
    out = run.out();
    err = run.err();
    return run.status();
  }

  private static JsonNode json(String... line) throws IOException {
    return CommandRun.json(folder.resolve("data"), line);
  }

  private static int sql(String... statements) throws Exception {
    String owner = pipeline.endpoints.jdbcUrl().replaceFirst("user=.*", "user=postgres");
    try (var connection = DriverManager.getConnection(owner);
        var statement = connection.createStatement()) {
      int changed = 0;
      for (String sql : statements) {
        changed = statement.executeUpdate(sql);
      }
      return changed;
    }
  }

  private static Map<String, String> constraints() {
    var constraints = new LinkedHashMap<String, String>();
    for (String kind : List.of("gauge", "counter", "amount", "state")) {
      constraints.put(
          "agg_5m_" + kind,
          pipeline
              .query(
                  "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid ="
                      + " 'telemetry_agg_5m'::regclass AND conname = 'agg_5m_"
                      + kind
                      + "'")
              .get(0));
    }
    return constraints;
  }

  private static List<String> rows() {
    return Homes.SYSTEMS.stream().flatMap(system -> standing(system).stream()).toList();
  }

  private static List<String> standing(int system) {
    var rows = new ArrayList<String>();
    pipeline.rows(system).forEach(row -> rows.add(system + "/" + row));
    return rows;
  }

  @Test
  void aMigrationThatForgotTheSystemIsFoundPlannedAndHealed() throws Exception {
    List<String> right = rows();
    assertThat(right).hasSize(6 * 4 * 577);
    int recorded = json("replay", "list").size();
    Map<String, String> constraints = constraints();
    for (String name : constraints.keySet()) {
      sql("ALTER TABLE telemetry_agg_5m DROP CONSTRAINT " + name);
    }
    int damaged = sql(MIGRATION_0035);
    assertThat(damaged).isGreaterThan(576);
    assertThat(run("verify", "--patience=0s")).isEqualTo(1);
    assertThat(out).containsPattern("kinds agg_5m +" + damaged);

    JsonNode plan = json("replay", "plan", FROM, TO);
    assertThat(plan.at("/rows/change").asInt()).isEqualTo(damaged);
    assertThat(plan.at("/rows/add").asInt() + plan.at("/rows/delete").asInt()).isZero();
    int points = 6 * 4;
    int looked = points * (576 + 48 + 3) + 6 * 2; // And each counter's next window, in its hour.
    assertThat(plan.at("/rows/leave").asInt()).isEqualTo(looked - damaged);
    for (JsonNode line : plan.path("points")) {
      if (!line.path("point").asText().endsWith("_gauge")) {
        assertThat(line.path("change").asInt()).as(line.toString()).isZero();
      }
    }
    assertThat(rows()).as("a plan writes nothing").isNotEqualTo(right);

    assertThat(run("replay", "run", FROM, TO, "--expect-rows=7", "--reason=x")).isEqualTo(1);
    assertThat(err).contains("wanted to write 7 rows, would write " + damaged);
    assertThat(json("replay", "list")).hasSize(recorded);

    JsonNode batch =
        json(
            "replay",
            "run",
            FROM,
            TO,
            "--expect-rows=" + damaged,
            "--reason=powers were nulled",
            "--by=ops");
    assertThat(batch.at("/rows/change").asInt()).isEqualTo(damaged);
    assertThat(batch.path("who").asText()).isEqualTo("ops");
    assertThat(batch.path("state").asText()).isEqualTo("DONE");
    assertThat(rows()).isEqualTo(right);
    for (var constraint : constraints.entrySet()) {
      sql(
          "ALTER TABLE telemetry_agg_5m ADD CONSTRAINT %s %s"
              .formatted(constraint.getKey(), constraint.getValue()));
    }
    assertThat(run("verify", "--patience=5s")).as(out).isZero();
  }

  private static final String TABLES =
      """
      SELECT topic || ' ' || system_id || '/' || path || ' ' || interval_end || ' ' || md5(row::text)
      FROM (
        SELECT '5m' AS topic, system_id, path, interval_end, (interval_start, t.kind, avg, min, max,
          last, last_text, delta, delta_since, sample_count, error_count, reset_count, quality, status,
          origin) AS row
        FROM telemetry_agg_5m t JOIN point USING (system_id, point_id)
        UNION ALL
        SELECT '1h', system_id, path, interval_end, (interval_start, t.kind, avg, min, max,
          last, last_text, delta, delta_since, sample_count, error_count, reset_count, quality, status,
          origin)
        FROM telemetry_agg_1h t JOIN point USING (system_id, point_id)
        UNION ALL
        SELECT '1d', system_id, path, interval_end, (interval_start, t.kind, avg, min, max,
          last, last_text, delta, delta_since, sample_count, error_count, reset_count, quality, status,
          origin)
        FROM telemetry_agg_1d t JOIN point USING (system_id, point_id)
      ) AS all_rows
      WHERE row::text NOT LIKE '%EMPTY%' AND system_id < 500
      ORDER BY 1\
      """;

  /** Damage that the constraints allow, of all tables: wrong, lost and invented rows. */
  private static void damage() throws Exception {
    sql(
        "DELETE FROM telemetry_agg_5m WHERE status = 'EMPTY'",
        "UPDATE telemetry_agg_5m SET last = last + 1 WHERE system_id = 5 AND kind = 'COUNTER' AND"
            + " interval_end <= '2025-11-09T13:00:00Z'",
        "DELETE FROM telemetry_agg_5m WHERE system_id = 6 AND interval_end BETWEEN"
            + " '2025-11-09T00:00:00Z' AND '2025-11-09T06:00:00Z'",
        "UPDATE telemetry_agg_1h SET sample_count = sample_count + 1 WHERE system_id IN (1, 2) AND"
            + " interval_end <= '2025-11-10T00:00:00Z'",
        "DELETE FROM telemetry_agg_1d WHERE system_id = 3 AND interval_end <="
            + " '2025-11-10T00:00:00Z'",
        "INSERT INTO telemetry_agg_5m SELECT system_id, point_id, interval_end - interval '1 day',"
            + " interval_start - interval '1 day', kind, avg, min, max, last, last_text, delta,"
            + " NULL, sample_count, error_count, reset_count, quality, status, origin,"
            + " revision_epoch, revision_offset, revision_batch FROM telemetry_agg_5m WHERE"
            + " system_id = 9 AND interval_end <= '2025-11-08T14:00:00Z'");
  }

  private static final int DAMAGED = 288 + 4 * 73 + 2 * 4 * 35 + 4 * 2 + 4 * 12;
  private static final String LONG_BEFORE = "--from=2025-11-07T12:00:00Z";

  @Test
  void theChunkChangesNoRowASecondRunNothingAndAnUndoGivesBackWhatStood() throws Exception {
    List<String> right = rows();
    damage();
    List<String> damaged = pipeline.query(TABLES);
    List<String> healed = List.of();
    for (String chunk : List.of("1h", "1d", "14d", "400d")) {
      // So that the two days are cut in the middle by a chunk of 14 days too.
      String from = chunk.endsWith("4d") ? "--from=2025-10-26T07:00:00Z" : LONG_BEFORE;
      JsonNode batch = json("replay", "run", from, TO, "--chunk=" + chunk, "--reason=heal");
      assertThat(written(batch)).as(chunk).isEqualTo(DAMAGED);
      assertThat(rows()).isEqualTo(right);
      List<String> now = pipeline.query(TABLES);
      assertThat(healed.isEmpty() || now.equals(healed)).as(chunk).isTrue();
      healed = now;

      int id = batch.path("batch").asInt();
      JsonNode undo = json("replay", "undo", Integer.toString(id), "--reason=once more");
      assertThat(undo.path("leftRows")).isEmpty();
      assertThat(undo.at("/hash/after").asText()).isNotEqualTo(undo.at("/hash/before").asText());
      assertThat(pipeline.query(TABLES)).as("exactly what stood").isEqualTo(damaged);
    }
    JsonNode last = json("replay", "run", LONG_BEFORE, TO, "--reason=for the others");
    assertThat(rows()).isEqualTo(right);
    JsonNode again = json("replay", "run", LONG_BEFORE, TO, "--reason=again");
    assertThat(written(again)).isZero();
    assertThat(again.at("/hash/before").asText())
        .isEqualTo(again.at("/hash/after").asText())
        .isEqualTo(last.at("/hash/after").asText());
  }

  private static long written(JsonNode batch) {
    JsonNode rows = batch.path("rows");
    return rows.path("add").asLong() + rows.path("change").asLong() + rows.path("delete").asLong();
  }

  private static final int KILLS = Integer.getInteger("telemetry.kills", 1);

  /** From so many kills on there are enough live rows to judge how late they are. */
  private static final int JUDGED = 10;

  @Test
  void killedInTheMiddleOfLiveLoadAndResumedItIsAsOneUndisturbedPass() throws Exception {
    try (var feed = new LiveFeed(pipeline)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> feed.seen() > 20 * KILLS);
      Duration alone = feed.p99();
      killAndResume();
      int seen = feed.seen();
      Duration beside = feed.p99();
      System.out.printf(
          "live rows: p99 %d ms alone, %d ms beside a replay killed %d times (%d readings)%n",
          alone.toMillis(), beside.toMillis(), KILLS, seen);
      if (KILLS >= JUDGED) {
        assertThat(beside).isLessThanOrEqualTo(alone.multipliedBy(2));
      }
    }
  }

  private void killAndResume() throws Exception {
    damage();
    JsonNode undisturbed =
        json("replay", "run", LONG_BEFORE, TO, HOMES, "--chunk=6h", "--reason=undisturbed");
    List<String> wanted = pipeline.query(TABLES);
    json("replay", "undo", undisturbed.path("batch").asText(), "--reason=once more");

    Process process =
        start("replay", "run", LONG_BEFORE, TO, HOMES, "--chunk=6h", "--reason=killed", SLOWLY);
    int id = undisturbed.path("batch").asInt() + 2;
    for (int kill = 1; kill <= KILLS; kill++) {
      long before = published(id);
      await().atMost(Duration.ofSeconds(60)).until(() -> published(id) > before);
      process.destroyForcibly().waitFor();
      if (kill < KILLS) {
        process = start("replay", "resume", Integer.toString(id), SLOWLY);
      }
      assertThat(json("replay", "status", Integer.toString(id)).path("state").asText())
          .isEqualTo("RUNNING");
    }
    assertThat(pipeline.query(TABLES)).isNotEqualTo(wanted);

    JsonNode resumed = json("replay", "resume", Integer.toString(id));

    assertThat(resumed.path("state").asText()).isEqualTo("DONE");
    assertThat(resumed.path("rows")).isEqualTo(undisturbed.path("rows"));
    assertThat(resumed.path("hash")).isEqualTo(undisturbed.path("hash"));
    assertThat(pipeline.query(TABLES)).isEqualTo(wanted);
  }

  /** Not those that report live: what follows the range changes meanwhile. */
  private static final String HOMES = "--system=1,2,3,5,6,9";

  private static final String SLOWLY = "--set=replay.rows.per.second=100";

  private static long published(int batch) {
    return Long.parseLong(
        pipeline
            .query(
                "SELECT count(*)::text FROM recalculation_piece WHERE published AND batch_id = "
                    + batch)
            .get(0));
  }

  private static Process start(String... arguments) throws IOException {
    List<String> line = ChildJvm.command(Main.class, arguments);
    line.add("--data-dir=" + folder.resolve("data"));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("replay.log").toFile())
        .start();
  }

  /**
   * The live windows turn it away; its row, and that of the next number, come from the log, a
   * quarter of an hour later and without being asked.
   */
  @Test
  void whatCameLateIsBroughtHome() throws Exception {
    Instant now = Instant.parse("2025-06-20T13:00:00Z");
    Instant late = now.minus(Duration.ofDays(10)).plusSeconds(60);
    pipeline.read(Topics.READINGS, Homes.reading(77, now, 1000, new Random(1)));
    pipeline.read(Topics.READINGS, Homes.reading(77, now.plusSeconds(7200), 1007, new Random(1)));
    pipeline.awaitIdle();
    List<String> before = standing(77);
    pipeline.read(Topics.READINGS, Homes.reading(77, late, 990, new Random(1)));
    pipeline.awaitIdle();
    assertThat(standing(77)).isEqualTo(before).hasSize(8);

    CLOCK.skip(Duration.ofMinutes(15));
    await().atMost(Duration.ofSeconds(60)).until(() -> standing(77).size() > before.size());
    pipeline.awaitIdle();

    String counter = Homes.point(77, Kind.COUNTER);
    assertThat(
            pipeline.query(
                "SELECT interval_end || ' ' || coalesce(delta::text, '-') FROM agg_5m WHERE"
                    + " system_id = 77 AND point = '"
                    + counter
                    + "' ORDER BY interval_end"))
        .containsExactly(
            "2025-06-10 13:05:00+00 -", "2025-06-20 13:00:00+00 10", "2025-06-20 15:00:00+00 7");
    assertThat(run("replay", "run", "--late", "--json")).isZero();
    assertThat(out).contains("\"readings\" : ");
    assertThat(run("verify", "--patience=5s")).as("the open day too\n" + out).isZero();
  }

  private static final int HEARD = 576;

  /** Two of them are corrected: one in what is replayed by then, one in what is still to come. */
  private static final List<Integer> CORRECTED = List.of(3, HEARD - 3);

  private static SystemReading heard(int system, int place, boolean corrected) {
    Instant at = Instant.parse("2025-06-10T13:00:00Z").plus(Duration.ofMinutes(5L * place));
    double total = 1000 + place + (corrected ? 0.25 : 0);
    return Homes.reading(system, at, total, new Random(corrected ? -place : place));
  }

  /** In the end the rows are those of a twin that said the right things in time. */
  @Test
  void whatIsCorrectedBeyondReachWhileItsRangeIsReplayedStands() throws Exception {
    int system = 79;
    int twin = 83;
    for (int place = 0; place < HEARD; place++) {
      pipeline.read(Topics.READINGS, heard(system, place, false));
      pipeline.read(Topics.READINGS, heard(twin, place, CORRECTED.contains(place)));
    }
    Instant now = Instant.parse("2025-06-20T13:00:00Z");
    pipeline.read(Topics.READINGS, Homes.reading(system, now, 2000, new Random(1)));
    pipeline.read(Topics.READINGS, Homes.reading(twin, now, 2000, new Random(1)));
    pipeline.awaitIdle();
    List<String> wanted = pipeline.rows(twin);
    sql(
        "UPDATE telemetry_agg_5m SET last = last + 1 WHERE kind = 'COUNTER' AND system_id = 79"
            + " AND interval_end <= '2025-06-12T13:00:00Z'");
    int batch = 1;
    for (JsonNode former : json("replay", "list")) {
      batch = Math.max(batch, former.path("batch").asInt() + 1);
    }
    int healing = batch;

    Process replay =
        start(
            "replay",
            "run",
            "--system=79",
            "--from=2025-06-10T13:00:00Z",
            "--to=2025-06-12T13:00:00Z",
            "--chunk=1h",
            "--reason=healed",
            SLOWLY);
    await().atMost(Duration.ofSeconds(60)).until(() -> published(healing) > 3);
    for (int place : CORRECTED) {
      pipeline.read(Topics.READINGS, heard(system, place, true));
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> late(system) == CORRECTED.size());
    assertThat(replay.isAlive()).as("it came while the replay ran").isTrue();
    assertThat(replay.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(replay.exitValue()).isZero();
    pipeline.awaitIdle();
    assertThat(run("replay", "run", "--late")).as(err).isZero();
    pipeline.awaitIdle();

    assertThat(pipeline.rows(system)).isEqualTo(wanted);
    assertThat(run("verify", "--patience=5s")).as(out).isZero();
  }

  private static int late(int system) {
    var found = new AtomicInteger();
    pipeline.records(
        Topics.LATE,
        record -> {
          if (new String(record.key(), UTF_8).equals(Integer.toString(system))) {
            found.incrementAndGet();
          }
        });
    return found.get();
  }

  /** No vendor is asked: the bytes are there. */
  @Test
  void aDecoderThatLostAChannelAndMovedADayIsHealedFromTheRawBytes() throws Exception {
    int system = 88;
    var channel = new LostChannel(pipeline, system);
    channel.receive();
    pipeline.awaitIdle();
    List<String> right = standing(system);
    assertThat(right).hasSize(LostChannel.DAYS * LostChannel.HALF_HOURS * 6);
    channel.misunderstand();
    pipeline.awaitIdle();
    assertThat(run("replay", "run", "--late", "--reason=as it was")).as(err).isZero();
    pipeline.awaitIdle();
    List<String> wrong = standing(system);
    assertThat(wrong).hasSize((LostChannel.DAYS * LostChannel.HALF_HOURS - 1) * 3);
    assertThat(wrong).noneMatch(row -> row.startsWith("E1/"));

    String[] months = {"--source=raw", "--from=2025-06-01T00:00:00Z", "--to=2025-08-01T00:00:00Z"};
    JsonNode plan = json("replay", "plan", months[0], months[1], months[2], "--system=88");
    int polls = LostChannel.DAYS * LostChannel.HALF_HOURS;
    assertThat(plan.at("/rows/change").asInt()).isEqualTo(polls - 1);
    assertThat(plan.at("/rows/add").asInt()).isEqualTo(1);
    assertThat(plan.at("/rows/delete").asInt()).isZero();
    assertThat(plan.path("energy").toString()).contains("\"point\":\"E1/kwh\"");
    JsonNode batch =
        json(
            "replay",
            "run",
            months[0],
            months[1],
            months[2],
            "--system=88",
            "--chunk=3d",
            "--expect-rows=" + polls,
            "--reason=the import channel was lost");
    assertThat(batch.path("state").asText()).isEqualTo("DONE");
    assertThat(batch.path("live").path("targetMillis").asLong()).isEqualTo(5000);
    assertThat(standing(system)).isEqualTo(right);
    JsonNode again =
        json("replay", "run", months[0], months[1], months[2], "--system=88", "--reason=again");
    assertThat(written(again)).isZero();

    JsonNode undo = json("replay", "undo", batch.path("batch").asText(), "--reason=as it was");
    assertThat(undo.path("leftRows")).isEmpty();
    assertThat(standing(system)).isEqualTo(wrong);
    json("replay", "run", months[0], months[1], months[2], "--system=88", "--reason=for good");
    assertThat(standing(system)).isEqualTo(right);
    assertThat(run("verify", "--patience=5s")).as(out).isZero();
  }

  /** Days older than the live windows reach: they are cut anew by command. */
  @Test
  void aChangeOfZoneCutsOldDaysAnew() throws Exception {
    int system = 89;
    Instant now = Instant.parse("2025-06-20T13:00:00Z");
    Instant old = now.minus(Duration.ofDays(20));
    declare(system, "UTC");
    for (int hour = 0; hour < 48; hour++) {
      Instant at = old.plus(Duration.ofHours(hour));
      pipeline.read(Topics.READINGS, Homes.reading(system, at, 100 + hour, new Random(hour)));
    }
    pipeline.read(Topics.READINGS, Homes.reading(system, now, 1000, new Random(1)));
    pipeline.awaitIdle();
    assertThat(days(system)).hasSize(4 * 4).allMatch(end -> end.contains("00:00:00+00"));
    declare(system, "Asia/Kathmandu");
    pipeline.read(Topics.READINGS, Homes.reading(system, now.plusSeconds(60), 1001, new Random(2)));
    pipeline.awaitIdle();

    JsonNode batch =
        json(
            "replay",
            "run",
            "--rollups",
            "--system=89",
            "--from=2025-05-30T00:00:00Z",
            "--to=2025-06-04T00:00:00Z",
            "--reason=they moved");

    assertThat(batch.at("/rows/delete").asInt()).as("days of UTC").isEqualTo(3 * 4);
    assertThat(days(system)).hasSize(4 * 4).allMatch(end -> end.contains("18:15:00+00"));
    assertThat(run("verify", "--patience=5s")).as(out).isZero();
  }

  private static final List<String> REMEMBERED =
      List.of(
          "telemetry_agg_5m",
          "telemetry_agg_1h",
          "telemetry_agg_1d",
          "telemetry_last",
          "telemetry_samples",
          "sink_offset");

  /** What was replayed since is in the log, and is taken again like all else. */
  @Test
  void aDatabaseRestoredFromYesterdayHasTheReplaysOfTodayToo() throws Exception {
    damage();
    sql("CREATE SCHEMA yesterday");
    for (String table : REMEMBERED) {
      sql("CREATE TABLE yesterday.%s AS TABLE %s".formatted(table, table));
    }
    json("replay", "run", LONG_BEFORE, TO, "--reason=today");
    Instant at = Instant.parse("2025-06-20T13:00:00Z");
    pipeline.read(Topics.READINGS, Homes.reading(78, at, 2e6, new Random(1)));
    pipeline.awaitIdle();
    List<String> today = pipeline.query(TABLES);

    var restore = new StringBuilder("BEGIN;");
    for (String table : REMEMBERED) {
      restore.append(
          "DELETE FROM %s; INSERT INTO %s SELECT * FROM yesterday.%s;"
              .formatted(table, table, table));
    }
    sql(restore + "COMMIT");
    pipeline.awaitIdle();

    assertThat(pipeline.query(TABLES)).isEqualTo(today);
    JsonNode again = json("replay", "run", LONG_BEFORE, TO, "--reason=again");
    assertThat(written(again)).isZero();
    assertThat(run("verify", "--patience=5s")).as(out).isZero();
  }

  private static void declare(int system, String zone) {
    pipeline.declare(
        new SystemDeclaration(system, "test", null, "moves", ZoneId.of(zone), true, List.of()));
  }

  private static List<String> days(int system) {
    return pipeline.query(
        "SELECT interval_end || ' ' || point_id FROM telemetry_agg_1d WHERE status <> 'EMPTY' AND"
            + " system_id = "
            + system
            + " ORDER BY 1");
  }
}
