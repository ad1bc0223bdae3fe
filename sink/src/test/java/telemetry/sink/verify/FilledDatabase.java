package telemetry.sink.verify;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;
import telemetry.sink.jdbc.PartitionUpkeep;
import telemetry.sink.jdbc.PostgresTables;
import telemetry.sink.jdbc.TestDatabase;

/**
 * Six systems of two vendors, each with points 1 to 4, of which the same number is another kind in
 * another system; two hours of rows, their hours and their day.
 */
final class FilledDatabase {
  static final List<Integer> SYSTEMS = List.of(1, 2, 3, 5, 6, 9);
  static final int WINDOWS = 24;

  private static final Kind[] KINDS = {Kind.GAUGE, Kind.COUNTER, Kind.INTERVAL, Kind.STATE};
  private static final Duration FIVE = Duration.ofMinutes(5);

  private final Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private final Random random = new Random(35);
  private final List<Aggregate> hours = new ArrayList<>();
  private final List<Aggregate> days = new ArrayList<>();
  private final List<Aggregate> windows = new ArrayList<>();

  private FilledDatabase() {}

  static TestDatabase make() throws SQLException {
    TestDatabase database = TestDatabase.migrated();
    new PartitionUpkeep(database.settings()).maintain(Keep.USUAL);
    var filled = new FilledDatabase();
    filled.fill();
    PostgresTables tables = database.tables();
    write(tables, "telemetry.agg-5m", filled.windows);
    write(tables, "telemetry.agg-1h", filled.hours);
    write(tables, "telemetry.agg-1d", filled.days);
    database.execute(
        "UPDATE system SET declared = true, name = 'S' || system_id, vendor = CASE system_id WHEN 9"
            + " THEN 'amber' ELSE 'mondo' END");
    return database;
  }

  private static void write(PostgresTables tables, String topic, List<Aggregate> rows) {
    var claim = tables.take(new LogPartition(topic, 0), "id", 0);
    tables.writeAggregates(claim, Newest.aggregates(rows, rows.size()));
  }

  private void fill() {
    for (int system : SYSTEMS) {
      for (int i = 0; i < KINDS.length; i++) {
        Kind kind = KINDS[(i + system) % KINDS.length];
        // Points are numbered in the order of their paths.
        var key =
            new PointKey(system, (char) ('a' + i) + "_" + kind.name().toLowerCase(Locale.ROOT));
        List<Aggregate> series = series(key, kind);
        windows.addAll(series);
        for (int from = 0; from < WINDOWS; from += 12) {
          Instant start = day.plus(FIVE.multipliedBy(from));
          hours.add(fold(series.subList(from, from + 12), start, start.plus(Duration.ofHours(1))));
        }
        days.add(fold(series, day, day.plus(Duration.ofDays(1))));
      }
    }
  }

  private List<Aggregate> series(PointKey key, Kind kind) {
    List<Aggregate> series = new ArrayList<>();
    double total = 1000 + random.nextDouble();
    for (int i = 1; i <= WINDOWS; i++) {
      Instant end = day.plus(FIVE.multipliedBy(i));
      double value = random.nextDouble() * 100;
      series.add(
          switch (kind) {
            case GAUGE -> row(key, kind, end, value, value - 1, value + 1, value, null, null, null);
            case COUNTER -> {
              double last = total + value;
              double delta = last - total;
              total = last;
              Instant base = i == 1 ? end.minusSeconds(290) : end.minus(FIVE).minusSeconds(10);
              yield row(key, kind, end, null, null, null, last, null, delta, base);
            }
            case INTERVAL -> row(key, kind, end, null, null, null, value, null, value, null);
            case STATE -> row(key, kind, end, null, null, null, null, "m" + i, null, null);
          });
    }
    return series;
  }

  private static Aggregate row(
      PointKey key,
      Kind kind,
      Instant end,
      @Nullable Double avg,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double last,
      @Nullable String text,
      @Nullable Double delta,
      @Nullable Instant since) {
    return aggregate(key, kind, end.minus(FIVE), end, avg, min, max, last, text, delta, since, 3);
  }

  private static Aggregate fold(List<Aggregate> rows, Instant start, Instant end) {
    double sum = 0;
    Double min = null;
    Double max = null;
    Double delta = null;
    Instant since = null;
    for (Aggregate row : rows) {
      if (row.avg() != null) {
        sum += row.avg();
        min = min == null ? row.min() : (Double) Math.min(min, row.min());
        max = max == null ? row.max() : (Double) Math.max(max, row.max());
      }
      if (row.delta() != null) {
        delta = delta == null ? row.delta() : (Double) (delta + row.delta());
      }
      if (row.deltaSince() != null && (since == null || row.deltaSince().isBefore(since))) {
        since = row.deltaSince();
      }
    }
    Aggregate newest = rows.get(rows.size() - 1);
    return aggregate(
        newest.key(),
        newest.kind(),
        start,
        end,
        min == null ? null : (Double) (sum / rows.size()),
        min,
        max,
        newest.last(),
        newest.lastText(),
        delta,
        since,
        3 * rows.size());
  }

  private static Aggregate aggregate(
      PointKey key,
      Kind kind,
      Instant start,
      Instant end,
      @Nullable Double avg,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double last,
      @Nullable String text,
      @Nullable Double delta,
      @Nullable Instant since,
      int samples) {
    return new Aggregate(
        key,
        kind,
        kind == Kind.GAUGE ? "W" : kind == Kind.STATE ? "" : "Wh",
        start,
        end,
        avg,
        min,
        max,
        last,
        text,
        delta,
        since,
        samples,
        0,
        0,
        Quality.GOOD,
        Status.SETTLED,
        new Revision(1, 7, 0),
        Origin.LIVE);
  }
}
