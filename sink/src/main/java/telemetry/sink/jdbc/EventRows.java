package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import telemetry.model.Event;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.RowTable;

/** What happened; names and texts of its details, by turns, become one JSON object. */
final class EventRows implements Rows<Event> {
  private static final String MERGE =
      """
      INSERT INTO telemetry_event AS t (system_id, at, type, point, details)
      SELECT system_id, at, type, point, jsonb_object(details)
      FROM staged_event
      ORDER BY system_id, at, type, point
      ON CONFLICT (system_id, at, type, point) DO UPDATE SET details = EXCLUDED.details""";

  private final Staging<Event> staging =
      new Staging<>(
          "staged_event",
          "system_id integer, at timestamptz, type text, point text, details text[]",
          EventRows::copy);
  private final TimePartitions partitions;

  EventRows(int keepDays) {
    this.partitions = new TimePartitions(RowTable.EVENT, keepDays);
  }

  private static void copy(Event event, CopyBuffer out) {
    String point = event.point();
    List<String> details = new ArrayList<>();
    event.details().forEach((name, text) -> Collections.addAll(details, name, text));
    out.row(5)
        .integer(event.systemId())
        .timestamptz(event.at())
        .text(event.type().name())
        .text(point == null ? "" : point)
        .texts(details);
  }

  @Override
  public Prepared prepare(Connection session, Claim claim, List<Event> rows) throws SQLException {
    Instant horizon = partitions.horizon(session);
    List<Event> kept = rows.stream().filter(event -> !event.at().isBefore(horizon)).toList();
    staging.fill(session, kept);
    partitions.make(session, TimePartitions.days(kept.stream().map(Event::at)));
    return new Prepared(rows.size() - kept.size(), 0);
  }

  @Override
  public int merge(Connection session) throws SQLException {
    try (var statement = session.createStatement()) {
      return statement.executeUpdate(MERGE);
    }
  }
}
