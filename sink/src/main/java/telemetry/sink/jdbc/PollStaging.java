package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.sink.batch.LoggedReading;
import telemetry.sink.batch.Poll;

/**
 * Polls and their values, staged: {@code staged_poll} and {@code staged_reading}, in a transaction
 * that stays open.
 */
final class PollStaging {
  private static final String POLL_COLUMNS =
      """
      poll integer, system_id integer, source text, measured_at timestamptz,
      interval_start timestamptz, received_at timestamptz,
      batch integer, raw_offset bigint, log_offset bigint,
      repeat_batch integer, repeat_raw_offset bigint, repeat_log_offset bigint,
      turn integer, again boolean, expired boolean""";

  private static final String READING_COLUMNS =
      """
      poll integer, system_id integer, path text, unit text, kind point_kind,
      measured_at timestamptz, value float8, value_text text, quality reading_quality,
      gone boolean""";

  private static final String REACHED =
      """
      SELECT system_id, max(measured_at) FROM telemetry_last
      WHERE system_id = ANY (?) GROUP BY system_id""";

  private record Numbered(int number, Poll poll, boolean expired) {}

  private record Reading(int poll, SystemReading of, PointValue value) {}

  private final Staging<Numbered> polls =
      new Staging<>("staged_poll", POLL_COLUMNS, PollStaging::copy);
  private final Staging<Reading> readings =
      new Staging<>("staged_reading", READING_COLUMNS, PollStaging::copy);

  /**
   * Stages every value.
   *
   * @param horizon what was measured before it is marked as expired
   */
  void fill(Connection session, List<Poll> rows, Instant horizon) throws SQLException {
    List<Numbered> numbered = numbered(rows, horizon);
    List<Reading> all = new ArrayList<>();
    for (Numbered one : numbered) {
      SystemReading reading = one.poll().version().reading();
      reading.values().forEach(value -> all.add(new Reading(one.number(), reading, value)));
    }
    fill(session, numbered, all);
  }

  /** Stages the newest value of each point alone: enough where only that is kept. */
  void fillNewest(Connection session, List<Poll> rows) throws SQLException {
    if (rows.stream().anyMatch(poll -> poll.turn() > 0)) {
      fill(session, rows, Instant.MIN); // What one version takes away, another may have said.
      return;
    }
    List<Numbered> numbered = new ArrayList<>();
    List<Reading> few = new ArrayList<>();
    var systems = new HashSet<Integer>();
    rows.forEach(poll -> systems.add(poll.version().reading().systemId()));
    for (var part : NewestReadings.of(rows, reached(session, systems))) {
      var one = new Numbered(numbered.size(), part.poll(), false);
      numbered.add(one);
      SystemReading reading = one.poll().version().reading();
      part.values().forEach(value -> few.add(new Reading(one.number(), reading, value)));
    }
    fill(session, numbered, few);
  }

  private void fill(Connection session, List<Numbered> some, List<Reading> theirs)
      throws SQLException {
    session.setAutoCommit(false);
    polls.fillWithin(session, some);
    readings.fillWithin(session, theirs);
  }

  /** Until when the tables have readings of the systems. Only the partition's owner moves it. */
  static Map<Integer, Instant> reached(Connection session, Collection<Integer> systems)
      throws SQLException {
    session.setAutoCommit(true);
    Map<Integer, Instant> reached = new HashMap<>();
    try (var statement = session.prepareStatement(REACHED)) {
      statement.setArray(1, session.createArrayOf("integer", systems.toArray()));
      try (var found = statement.executeQuery()) {
        while (found.next()) {
          reached.put(found.getInt(1), found.getObject(2, OffsetDateTime.class).toInstant());
        }
      }
    }
    return reached;
  }

  private static List<Numbered> numbered(List<Poll> rows, Instant horizon) {
    List<Numbered> numbered = new ArrayList<>(rows.size());
    for (Poll poll : rows) {
      numbered.add(new Numbered(numbered.size(), poll, poll.measuredAt().isBefore(horizon)));
    }
    return numbered;
  }

  private static void copy(Numbered one, CopyBuffer out) {
    SystemReading reading = one.poll().version().reading();
    out.row(15)
        .integer(one.number())
        .integer(reading.systemId())
        .text(reading.source())
        .timestamptz(reading.measuredAt())
        .timestamptz(reading.intervalStart())
        .timestamptz(reading.receivedAt());
    place(one.poll().version(), out);
    place(one.poll().repeat(), out);
    out.integer(one.poll().turn()).bool(false).bool(one.expired());
  }

  private static void place(LoggedReading version, CopyBuffer out) {
    out.integer(version.batch());
    Long raw = version.rawOffset();
    (raw == null ? out.none() : out.bigint(raw)).bigint(version.offset());
  }

  private static void copy(Reading one, CopyBuffer out) {
    Value value = one.value().value();
    out.row(10)
        .integer(one.poll())
        .integer(one.of().systemId())
        .text(one.value().point())
        .text(one.value().unit())
        .text(one.value().kind().name())
        .timestamptz(one.of().measuredAt())
        .float8(value instanceof Value.Num number ? number.number() : null)
        .text(value instanceof Value.Text text ? text.text() : null)
        .text(one.value().quality().name())
        .bool(false);
  }
}
