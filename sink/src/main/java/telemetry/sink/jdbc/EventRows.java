package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import telemetry.model.Event;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.RowTable;

/** What happened; the details of each are staged apart and become one JSON object. */
final class EventRows implements Rows<Event> {
  private static final String STAGED = "staged_event";

  private static final String MERGE =
      """
      INSERT INTO telemetry_event AS t (system_id, at, type, point, details)
      SELECT e.system_id, e.at, e.type, e.point,
        coalesce((SELECT jsonb_object_agg(d.name, d.text) FROM staged_event_detail d
          WHERE d.event = e.event), '{}')
      FROM staged_event e
      ORDER BY e.system_id, e.at, e.type, e.point
      ON CONFLICT (system_id, at, type, point) DO UPDATE SET details = EXCLUDED.details""";

  private record Numbered(int number, Event event) {}

  private record Detail(int event, Map.Entry<String, String> entry) {}

  private final Staging<Numbered> events =
      new Staging<>(
          STAGED,
          "event integer, system_id integer, at timestamptz, type text, point text",
          EventRows::copy);
  private final Staging<Detail> details =
      new Staging<>("staged_event_detail", "event integer, name text, text text", EventRows::copy);
  private final TimePartitions partitions;

  EventRows(int keepDays) {
    this.partitions = new TimePartitions(RowTable.EVENT, keepDays);
  }

  private static void copy(Numbered one, CopyBuffer out) {
    String point = one.event().point();
    out.row(5)
        .integer(one.number())
        .integer(one.event().systemId())
        .timestamptz(one.event().at())
        .text(one.event().type().name())
        .text(point == null ? "" : point);
  }

  private static void copy(Detail one, CopyBuffer out) {
    out.row(3).integer(one.event()).text(one.entry().getKey()).text(one.entry().getValue());
  }

  @Override
  public Prepared prepare(Connection session, Claim claim, List<Event> rows) throws SQLException {
    Instant horizon = partitions.horizon(session);
    List<Event> kept = rows.stream().filter(event -> !event.at().isBefore(horizon)).toList();
    List<Numbered> numbered = new ArrayList<>();
    List<Detail> named = new ArrayList<>();
    for (Event event : kept) {
      int number = numbered.size();
      numbered.add(new Numbered(number, event));
      event.details().entrySet().forEach(entry -> named.add(new Detail(number, entry)));
    }
    events.fill(session, numbered);
    details.fill(session, named);
    partitions.make(session, kept.stream().map(Event::at));
    return new Prepared(rows.size() - kept.size(), 0);
  }

  @Override
  public int merge(Connection session) throws SQLException {
    try (var statement = session.createStatement()) {
      return statement.executeUpdate(MERGE);
    }
  }
}
