package telemetry.deploy.bench.textbook;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.bench.stand.Quiet;
import telemetry.registry.SchemaRegistries;

/** Rows from the topic into a table of their own: consume, upsert a batch, commit both. */
public final class TextbookSink {
  /** Its consumer group. */
  public static final String GROUP = "textbook-sink";

  /** Its table. */
  public static final String TABLE = "textbook_agg_5m";

  /** As the JDBC sink of Kafka Connect has it. */
  private static final int BATCH = 3000;

  private static final String CREATE =
      "CREATE TABLE IF NOT EXISTS "
          + TABLE
          + """
           (
            system_id integer, point text, interval_end timestamptz, kind text, unit text,
            avg float8, min float8, max float8, last float8, delta float8,
            sample_count integer, error_count integer,
            PRIMARY KEY (system_id, point, interval_end))""";

  private static final String UPSERT =
      "INSERT INTO "
          + TABLE
          + """
           (system_id, point, interval_end, kind, unit, avg, min, max, last, delta, sample_count,
            error_count)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (system_id, point, interval_end) DO UPDATE SET
            kind = EXCLUDED.kind, unit = EXCLUDED.unit, avg = EXCLUDED.avg, min = EXCLUDED.min,
            max = EXCLUDED.max, last = EXCLUDED.last, delta = EXCLUDED.delta,
            sample_count = EXCLUDED.sample_count, error_count = EXCLUDED.error_count""";

  private TextbookSink() {}

  /**
   * Runs until it is stopped.
   *
   * @param args bootstrap servers, registry, database
   */
  public static void main(String[] args) throws SQLException {
    Quiet.please();
    var registry = SchemaRegistries.connect(Map.of("schema.registry.url", args[1]));
    var values = GenericSerde.of(Records.SUMMARY, registry).deserializer();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", args[0],
            "group.id", GROUP,
            "enable.auto.commit", "false",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed",
            // It comes before the topic does.
            "metadata.max.age.ms", "500",
            "max.poll.records", BATCH);
    try (Connection database =
            DriverManager.getConnection(args[2] + "&reWriteBatchedInserts=true");
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
      database.setAutoCommit(false);
      try (var statement = database.createStatement()) {
        statement.execute(CREATE);
      }
      database.commit();
      consumer.subscribe(List.of(TextbookStreams.ROWS));
      while (true) {
        // One statement cannot touch a row twice.
        Map<String, GenericRecord> newest = new LinkedHashMap<>();
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          newest.put(record.key() + "@" + record.value().get("end"), record.value());
        }
        if (!newest.isEmpty()) {
          upsert(database, newest.values());
          consumer.commitSync();
        }
      }
    }
  }

  private static void upsert(Connection database, Collection<GenericRecord> rows)
      throws SQLException {
    try (var statement = database.prepareStatement(UPSERT)) {
      for (GenericRecord record : rows) {
        var row = Records.compared(record);
        statement.setInt(1, row.systemId());
        statement.setString(2, row.path());
        statement.setObject(
            3, OffsetDateTime.ofInstant(Instant.ofEpochMilli(row.end()), ZoneOffset.UTC));
        statement.setString(4, row.kind().name());
        statement.setString(5, row.unit());
        number(statement, 6, row.avg());
        number(statement, 7, row.min());
        number(statement, 8, row.max());
        number(statement, 9, row.last());
        number(statement, 10, row.delta());
        statement.setInt(11, row.samples());
        statement.setInt(12, row.errors());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    database.commit();
  }

  private static void number(PreparedStatement statement, int place, @Nullable Double number)
      throws SQLException {
    if (number == null) {
      statement.setNull(place, Types.DOUBLE);
    } else {
      statement.setDouble(place, number);
    }
  }
}
