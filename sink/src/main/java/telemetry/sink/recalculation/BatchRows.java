package telemetry.sink.recalculation;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import telemetry.model.PointKey;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Checksum;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;

/** The table {@code recalculation_batch}, and its pieces added up. */
final class BatchRows {
  private static final String INSERT =
      """
      INSERT INTO recalculation_batch (batch_id, kind, undoes, who, reason, code, scope_after,
        scope_until, scope_systems, scope_points, chunk, epoch, log_begin, log_end, log_floor)
      OVERRIDING SYSTEM VALUE
      VALUES ((SELECT greatest(?, coalesce(max(batch_id), 0)) + 1 FROM recalculation_batch),
        ?, ?, ?, ?, ?, ?, ?, ?, ?, make_interval(secs => ?), ?, ?, ?, ?)
      RETURNING batch_id\
      """;

  private static final String SELECT =
      """
      SELECT *, extract(epoch FROM chunk)::float8 AS chunk_seconds
      FROM recalculation_batch %s ORDER BY batch_id DESC LIMIT ?\
      """;

  private static final String PIECES =
      """
      SELECT added, changed, emptied, left_alone, newer, unprovable, imported, expired, sum_before,
        sum_after
      FROM recalculation_piece WHERE batch_id = ?\
      """;

  private BatchRows() {}

  /**
   * A new batch.
   *
   * @param last the highest number that was ever given, as far as is known elsewhere
   * @return its number, that no batch had before
   */
  static int insert(Connection session, Batch.Opening opening, int last) throws SQLException {
    Scope scope = opening.scope();
    try (var statement = session.prepareStatement(INSERT)) {
      statement.setInt(1, last);
      statement.setString(2, opening.kind());
      statement.setObject(3, opening.undoes());
      statement.setString(4, opening.who());
      statement.setString(5, opening.reason());
      statement.setString(6, opening.code());
      statement.setObject(7, utc(scope.after()));
      statement.setObject(8, utc(scope.until()));
      statement.setArray(
          9, session.createArrayOf("int4", new TreeSet<>(scope.systems()).toArray()));
      statement.setArray(
          10,
          session.createArrayOf(
              "text", scope.points().stream().map(PointKey::text).sorted().toArray()));
      statement.setDouble(11, opening.chunk().toMillis() / 1000.0);
      statement.setInt(12, opening.epoch());
      longs(statement, 13, opening.log(), Extent::begin);
      longs(statement, 14, opening.log(), Extent::end);
      longs(statement, 15, opening.log(), Extent::floor);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static void longs(
      PreparedStatement statement, int place, List<Extent> log, ToLongFunction<Extent> of)
      throws SQLException {
    Object[] numbers = log.stream().mapToLong(of).boxed().toArray();
    statement.setArray(place, statement.getConnection().createArrayOf("int8", numbers));
  }

  static Optional<Batch> find(Connection session, int id) throws SQLException {
    return select(session, id, 1).stream().findFirst();
  }

  static List<Batch> newest(Connection session, int most) throws SQLException {
    return select(session, null, most);
  }

  private static List<Batch> select(Connection session, @Nullable Integer id, int most)
      throws SQLException {
    var batches = new ArrayList<Batch>();
    String where = id == null ? "" : "WHERE batch_id = ?";
    try (var statement = session.prepareStatement(SELECT.formatted(where))) {
      int place = 1;
      if (id != null) {
        statement.setInt(place++, id);
      }
      statement.setInt(place, most);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          batches.add(batch(session, row));
        }
      }
    }
    return batches;
  }

  static Batch.State state(Connection session, int id) throws SQLException {
    try (var statement =
        session.prepareStatement("SELECT state FROM recalculation_batch WHERE batch_id = ?")) {
      statement.setInt(1, id);
      try (var row = statement.executeQuery()) {
        row.next();
        return Batch.State.valueOf(row.getString(1));
      }
    }
  }

  private static Batch batch(Connection session, ResultSet row) throws SQLException {
    int id = row.getInt("batch_id");
    Counts counts = Counts.NONE;
    Checksum before = Checksum.NONE;
    Checksum after = Checksum.NONE;
    try (var statement = session.prepareStatement(PIECES)) {
      statement.setInt(1, id);
      try (var piece = statement.executeQuery()) {
        while (piece.next()) {
          counts = counts.plus(counts(piece));
          before = before.plus(Checksum.parse(piece.getString("sum_before")));
          after = after.plus(Checksum.parse(piece.getString("sum_after")));
        }
      }
    }
    return new Batch(
        id,
        opening(row),
        Batch.State.valueOf(row.getString("state")),
        RowColumns.instant(row, "begun_at"),
        RowColumns.maybe(row, "ended_at"),
        counts,
        before,
        after);
  }

  private static Counts counts(ResultSet piece) throws SQLException {
    return new Counts(
        piece.getLong(1),
        piece.getLong(2),
        piece.getLong(3),
        piece.getLong(4),
        piece.getLong(5),
        piece.getLong(6),
        piece.getLong(7),
        piece.getLong(8));
  }

  private static Batch.Opening opening(ResultSet row) throws SQLException {
    return new Batch.Opening(
        row.getString("kind"),
        scope(row),
        Duration.ofMillis(Math.round(row.getDouble("chunk_seconds") * 1000)),
        row.getString("who"),
        row.getString("reason"),
        row.getString("code"),
        row.getInt("epoch"),
        log(row),
        row.getObject("undoes", Integer.class));
  }

  private static Scope scope(ResultSet row) throws SQLException {
    Set<PointKey> points = new HashSet<>();
    for (Object text : values(row.getArray("scope_points"))) {
      points.add(PointKey.parse((String) text));
    }
    Set<Integer> systems = new HashSet<>();
    for (Object id : values(row.getArray("scope_systems"))) {
      systems.add((Integer) id);
    }
    return new Scope(
        RowColumns.instant(row, "scope_after"),
        RowColumns.instant(row, "scope_until"),
        systems,
        points);
  }

  private static List<Extent> log(ResultSet row) throws SQLException {
    Object[] begin = values(row.getArray("log_begin"));
    Object[] end = values(row.getArray("log_end"));
    Object[] floor = values(row.getArray("log_floor"));
    var log = new ArrayList<Extent>();
    for (int i = 0; i < end.length; i++) {
      log.add(new Extent((Long) begin[i], (Long) end[i], (Long) floor[i]));
    }
    return log;
  }

  private static Object[] values(Array array) throws SQLException {
    return (Object[]) array.getArray();
  }
}
