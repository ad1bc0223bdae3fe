package telemetry.deploy.bench.textbook;

import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.stand.StandException;
import telemetry.deploy.bench.workload.Length;
import telemetry.deploy.bench.workload.Row;
import telemetry.deploy.bench.workload.Verdict;
import telemetry.deploy.bench.workload.Workload;
import telemetry.deploy.progress.TopicScan;
import telemetry.model.Interval;
import telemetry.model.Kind;
import telemetry.model.Quality;

/** Holds what the textbook left against what must stand, but for {@code delta_since}. */
public final class TextbookChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FETCH = 10_000;

  private TextbookChecks() {}

  private static Verdict verdict(Workload workload) {
    return new Verdict(workload, Set.of(Length.WINDOW), Row::withoutDeltaSince);
  }

  /** Its topic; the last word on each row counts. */
  public static Verdict topic(Stand stand, Workload workload) {
    var verdict = verdict(workload);
    var values = GenericSerde.of(Records.SUMMARY, stand.cluster().registry()).deserializer();
    try (var scan = new TopicScan(stand.cluster().kafka(), PATIENCE)) {
      scan.all(
          TextbookStreams.ROWS,
          record ->
              verdict.take(Records.compared(values.deserialize(record.topic(), record.value()))));
    }
    return verdict;
  }

  /** Its table. */
  public static Verdict table(Stand stand, Workload workload) {
    var verdict = verdict(workload);
    try (var connection = stand.database().connect()) {
      connection.setAutoCommit(false); // Else the driver holds all rows at once.
      try (var statement = connection.prepareStatement("SELECT * FROM " + TextbookSink.TABLE)) {
        statement.setFetchSize(FETCH);
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            long end =
                row.getObject("interval_end", OffsetDateTime.class).toInstant().toEpochMilli();
            verdict.take(
                new Row(
                    row.getInt("system_id"),
                    row.getString("point"),
                    Kind.valueOf(row.getString("kind")),
                    row.getString("unit"),
                    end - Interval.MILLIS,
                    end,
                    row.getObject("avg", Double.class),
                    row.getObject("min", Double.class),
                    row.getObject("max", Double.class),
                    row.getObject("last", Double.class),
                    null,
                    row.getObject("delta", Double.class),
                    null,
                    row.getInt("sample_count"),
                    row.getInt("error_count"),
                    0,
                    Quality.GOOD));
          }
        }
      }
    } catch (SQLException e) {
      throw new StandException(TextbookSink.TABLE + ": cannot be read", e);
    }
    return verdict;
  }
}
