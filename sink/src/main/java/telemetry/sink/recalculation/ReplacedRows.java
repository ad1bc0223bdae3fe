package telemetry.sink.recalculation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.model.Revision;
import telemetry.recalculation.Piece;
import telemetry.recalculation.Replaced;
import telemetry.recalculation.RowKey;
import telemetry.recalculation.Standing;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/** The table {@code recalculation_row}. */
final class ReplacedRows {
  private static final String INSERT =
      """
      INSERT INTO recalculation_row (batch_id, system_id, piece, topic, path, interval_end,
        interval_start, kind, unit, written_epoch, written_offset, written_batch, stood,
        former_start, avg, min, max, last, last_text, delta, delta_since, sample_count,
        error_count, reset_count, quality, status, origin, revision_epoch, revision_offset,
        revision_batch)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?::point_kind, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?::row_quality, ?::row_status, ?::row_origin, ?, ?, ?)\
      """;

  private static final String SELECT =
      """
      SELECT * FROM recalculation_row WHERE batch_id = ? AND system_id = ? AND piece = ?
      ORDER BY topic, interval_end, path\
      """;

  private static final List<Topic<Aggregate>> TOPICS =
      List.of(Topics.AGG_5M, Topics.AGG_1H, Topics.AGG_1D);

  private ReplacedRows() {}

  static void insert(Connection session, int batch, Piece piece, List<Replaced> rows)
      throws SQLException {
    try (var statement = session.prepareStatement(INSERT)) {
      for (Replaced row : rows) {
        new Fields(statement)
            .add(batch)
            .add(piece.systemId())
            .add(piece.number())
            .add(row.rows().name())
            .add(row.key().point().path())
            .add(row.key().end())
            .add(row.start())
            .add(row.kind().name())
            .add(row.unit())
            .add(row.written())
            .add(row.former() != null)
            .add(row.former());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Sets one place of a statement after another. */
  private static final class Fields {
    private final PreparedStatement statement;
    private int place;

    Fields(PreparedStatement statement) {
      this.statement = statement;
    }

    Fields add(@Nullable Object value) throws SQLException {
      if (value instanceof Instant instant) {
        statement.setObject(++place, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
      } else {
        statement.setObject(++place, value);
      }
      return this;
    }

    Fields add(Revision revision) throws SQLException {
      return add(revision.epoch()).add(revision.offset()).add(revision.batch());
    }

    Fields add(@Nullable Standing former) throws SQLException {
      if (former == null) {
        for (int type : TYPES) {
          statement.setNull(++place, type);
        }
        return this;
      }
      return add(former.start())
          .number(former.avg())
          .number(former.min())
          .number(former.max())
          .number(former.last())
          .add(former.lastText())
          .number(former.delta())
          .add(former.deltaSince())
          .add(former.sampleCount())
          .add(former.errorCount())
          .add(former.resetCount())
          .add(former.quality().name())
          .add(former.status().name())
          .add(former.origin().name())
          .add(former.revision());
    }

    private Fields number(@Nullable Double number) throws SQLException {
      statement.setObject(++place, number, Types.DOUBLE);
      return this;
    }
  }

  private static final int[] TYPES = {
    Types.TIMESTAMP_WITH_TIMEZONE,
    Types.DOUBLE,
    Types.DOUBLE,
    Types.DOUBLE,
    Types.DOUBLE,
    Types.VARCHAR,
    Types.DOUBLE,
    Types.TIMESTAMP_WITH_TIMEZONE,
    Types.INTEGER,
    Types.INTEGER,
    Types.INTEGER,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.INTEGER,
    Types.BIGINT,
    Types.INTEGER
  };

  static List<Replaced> read(Connection session, int batch, Piece piece) throws SQLException {
    var rows = new ArrayList<Replaced>();
    try (var statement = session.prepareStatement(SELECT)) {
      statement.setInt(1, batch);
      statement.setInt(2, piece.systemId());
      statement.setInt(3, piece.number());
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(read(row));
        }
      }
    }
    return rows;
  }

  private static Replaced read(ResultSet row) throws SQLException {
    var point = new PointKey(row.getInt("system_id"), row.getString("path"));
    Kind kind = Kind.valueOf(row.getString("kind"));
    String unit = row.getString("unit");
    return new Replaced(
        topic(row.getString("topic")),
        new RowKey(point, RowColumns.instant(row, "interval_end")),
        kind,
        unit,
        RowColumns.instant(row, "interval_start"),
        new Revision(
            row.getInt("written_epoch"),
            row.getLong("written_offset"),
            row.getInt("written_batch")),
        row.getBoolean("stood") ? RowColumns.read(row, point, kind, unit, "former_start") : null);
  }

  private static Topic<Aggregate> topic(String name) {
    return TOPICS.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("recalculation_row: no topic " + name));
  }
}
