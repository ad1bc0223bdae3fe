package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;

/** Rows as the arguments of one statement, an array a column: few cost fewer turns than a COPY. */
final class UnnestedRows {
  private enum Type {
    INTEGER("integer", Integer[].class),
    BIGINT("bigint", Long[].class),
    FLOAT8("float8", Double[].class),
    TEXT("text", String[].class);

    private final String name;

    /** The driver sends arrays of these in binary. */
    private final Class<? extends Object[]> array;

    Type(String name, Class<? extends Object[]> array) {
      this.name = name;
      this.array = array;
    }
  }

  /**
   * What stands in FROM: a parameter a column, in the order of {@link NumberedRow#COLUMN_NAMES}.
   */
  static final String SOURCE =
      """
      (SELECT system_id, point_id, timestamptz 'epoch' + interval_end * interval '1 us' AS interval_end,
        timestamptz 'epoch' + interval_start * interval '1 us' AS interval_start, kind::point_kind AS kind,
        avg, min, max, last, last_text, delta, timestamptz 'epoch' + delta_since * interval '1 us' AS delta_since,
        sample_count, error_count, reset_count, quality::row_quality AS quality,
        status::row_status AS status, origin::row_origin AS origin,
        revision_epoch, revision_offset, revision_batch
      FROM unnest(?::integer[], ?::integer[], ?::bigint[], ?::bigint[], ?::text[], ?::float8[],
        ?::float8[], ?::float8[], ?::float8[], ?::text[], ?::float8[], ?::bigint[], ?::integer[],
        ?::integer[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::bigint[],
        ?::integer[]) AS u(
      """
          + NumberedRow.COLUMN_NAMES
          + ")) AS rows";

  private final Connection session;
  private final PreparedStatement statement;
  private final List<NumberedRow> rows;
  private int column;

  private UnnestedRows(Connection session, PreparedStatement statement, List<NumberedRow> rows) {
    this.session = session;
    this.statement = statement;
    this.rows = rows;
  }

  static void bind(Connection session, PreparedStatement statement, List<NumberedRow> rows)
      throws SQLException {
    var to = new UnnestedRows(session, statement, rows);
    to.of(Type.INTEGER, row -> row.row().key().systemId());
    to.of(Type.INTEGER, NumberedRow::pointId);
    to.time(Aggregate::intervalEnd);
    to.time(Aggregate::intervalStart);
    to.said(Type.TEXT, row -> row.kind().name());
    to.said(Type.FLOAT8, Aggregate::avg);
    to.said(Type.FLOAT8, Aggregate::min);
    to.said(Type.FLOAT8, Aggregate::max);
    to.said(Type.FLOAT8, Aggregate::last);
    to.said(Type.TEXT, Aggregate::lastText);
    to.said(Type.FLOAT8, Aggregate::delta);
    to.time(Aggregate::deltaSince);
    to.said(Type.INTEGER, Aggregate::sampleCount);
    to.said(Type.INTEGER, Aggregate::errorCount);
    to.said(Type.INTEGER, Aggregate::resetCount);
    to.said(Type.TEXT, row -> row.quality().name());
    to.said(Type.TEXT, row -> row.status().name());
    to.said(Type.TEXT, row -> row.origin().name());
    to.said(Type.INTEGER, row -> row.revision().epoch());
    to.said(Type.BIGINT, row -> row.revision().offset());
    to.said(Type.INTEGER, row -> row.revision().batch());
  }

  private void time(Function<Aggregate, @Nullable Instant> instant) throws SQLException {
    said(
        Type.BIGINT,
        row -> {
          Instant at = instant.apply(row);
          return at == null ? null : at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
        });
  }

  private void said(Type type, Function<Aggregate, @Nullable Object> field) throws SQLException {
    of(type, row -> field.apply(row.row()));
  }

  private void of(Type type, Function<NumberedRow, @Nullable Object> field) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = field.apply(rows.get(i));
    }
    statement.setArray(
        ++column,
        session.createArrayOf(type.name, Arrays.copyOf(values, values.length, type.array)));
  }
}
