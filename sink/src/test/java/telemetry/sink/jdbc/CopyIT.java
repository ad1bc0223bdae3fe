package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.sink.Samples;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;

/**
 * Every column of many rows comes back as it was given, long after the compilers have warmed up.
 */
class CopyIT {
  private static final int BATCHES = 20;
  private static final int ROWS = 2_000;

  /** They go as arguments of a statement. */
  private static final int FEW = 300;

  @Test
  void whatIsCopiedComesBackToTheLastBit() throws SQLException {
    try (var database = TestDatabase.migrated()) {
      var tables = database.tables();
      var claim = tables.take(new LogPartition("telemetry.agg-5m", 0), "id", 0);
      var random = new Random(7);
      Map<String, Aggregate> given = new HashMap<>();
      for (int batch = 0; batch < BATCHES; batch++) {
        List<Aggregate> rows = new ArrayList<>();
        int count = batch % 2 == 0 ? ROWS : FEW;
        for (int i = 0; i < count; i++) {
          rows.add(row(random, given.size() + i));
        }
        rows.forEach(row -> given.put(id(row), row));
        var newest = Newest.aggregates(rows, claim.next() + count);
        assertThat(tables.writeAggregates(claim, newest)).isEqualTo(new Written(count, 0, 0, 0));
        claim = claim.movedTo(newest.next());
      }

      Map<String, Aggregate> found = new HashMap<>();
      try (var session = database.connect();
          var statement = session.createStatement();
          var result =
              statement.executeQuery(
                  "SELECT r.*, p.path FROM telemetry_agg_5m r JOIN point p ON p.system_id ="
                      + " r.system_id AND p.point_id = r.point_id")) {
        while (result.next()) {
          Aggregate row = row(result);
          found.put(id(row), row);
        }
      }
      assertThat(found.size()).isEqualTo(BATCHES / 2 * (ROWS + FEW));
      given.forEach((id, row) -> assertThat(found.get(id)).isEqualTo(row));
    }
  }

  private static String id(Aggregate row) {
    return row.key() + "@" + row.intervalEnd();
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... among) {
    return among[random.nextInt(among.length)];
  }

  private static Aggregate row(Random random, int i) {
    Kind kind = pick(random, Kind.values());
    String key = (1 + i % 7) + "/pünkt/" + kind;
    Instant end = Samples.END.plusSeconds(300L * i);
    Status status = pick(random, Status.PROVISIONAL, Status.SETTLED, Status.CORRECTED);
    var revision = new Revision(random.nextInt(5), random.nextLong() >>> 1, random.nextInt(3));
    Double a = Double.longBitsToDouble((random.nextLong() >>> 2) | 1);
    Instant since = random.nextBoolean() ? end.minusMillis(random.nextInt(1_000_000)) : null;
    Origin origin = pick(random, Origin.values());
    int errors = random.nextInt(4);
    return switch (kind) {
      case GAUGE ->
          Samples.row(
              key,
              kind,
              end,
              -a,
              -a,
              a,
              random.nextGaussian(),
              null,
              null,
              null,
              1 + i,
              errors,
              0,
              status,
              revision,
              origin);
      case COUNTER ->
          Samples.row(
              key, kind, end, null, null, null, a, null, -a, since, 1 + i, errors, 2, status,
              revision, origin);
      case INTERVAL ->
          Samples.row(
              key,
              kind,
              end,
              null,
              null,
              null,
              a,
              null,
              random.nextDouble(),
              since,
              1,
              errors,
              0,
              status,
              revision,
              origin);
      case STATE ->
          Samples.row(
              key,
              kind,
              end,
              null,
              null,
              null,
              null,
              "mode ✓ " + i,
              null,
              null,
              1,
              errors,
              0,
              status,
              revision,
              origin);
    };
  }

  private static Aggregate row(ResultSet row) throws SQLException {
    return new Aggregate(
        new PointKey(row.getInt("system_id"), row.getString("path")),
        Kind.valueOf(row.getString("kind")),
        "W",
        row.getObject("interval_start", OffsetDateTime.class).toInstant(),
        row.getObject("interval_end", OffsetDateTime.class).toInstant(),
        number(row, "avg"),
        number(row, "min"),
        number(row, "max"),
        number(row, "last"),
        row.getString("last_text"),
        number(row, "delta"),
        instant(row, "delta_since"),
        row.getInt("sample_count"),
        row.getInt("error_count"),
        row.getInt("reset_count"),
        Quality.valueOf(row.getString("quality")),
        Status.valueOf(row.getString("status")),
        new Revision(
            row.getInt("revision_epoch"),
            row.getLong("revision_offset"),
            row.getInt("revision_batch")),
        Origin.valueOf(row.getString("origin")));
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    return row.getObject(column, Double.class);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
