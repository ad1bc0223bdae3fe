package telemetry.sink.recalculation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telemetry.model.SystemReading;
import telemetry.recalculation.Piece;
import telemetry.recalculation.ReplacedPoll;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;

/** The table {@code recalculation_poll}: polls as they stand in the log, byte for byte. */
final class ReplacedPolls {
  private static final String INSERT =
      """
      INSERT INTO recalculation_poll (batch_id, system_id, piece, source, measured_at, written, former)
      VALUES (?, ?, ?, ?, ?, ?, ?)\
      """;

  private static final String SELECT =
      """
      SELECT written, former FROM recalculation_poll
      WHERE batch_id = ? AND system_id = ? AND piece = ? ORDER BY measured_at, source\
      """;

  private final AvroSerde<SystemReading> serde;

  ReplacedPolls(SchemaRegistry registry) {
    this.serde = new AvroSerde<>(Topics.READINGS, registry);
  }

  void insert(Connection session, int batch, Piece piece, List<ReplacedPoll> polls)
      throws SQLException {
    try (var statement = session.prepareStatement(INSERT)) {
      for (ReplacedPoll poll : polls) {
        statement.setInt(1, batch);
        statement.setInt(2, piece.systemId());
        statement.setInt(3, piece.number());
        statement.setString(4, poll.written().source());
        statement.setObject(
            5, OffsetDateTime.ofInstant(poll.written().measuredAt(), ZoneOffset.UTC));
        statement.setBytes(6, bytes(poll.written()));
        statement.setBytes(7, bytes(poll.former()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private byte @Nullable [] bytes(@Nullable SystemReading poll) {
    return poll == null ? null : serde.serializer().serialize(Topics.READINGS.name(), poll);
  }

  List<ReplacedPoll> read(Connection session, int batch, Piece piece) throws SQLException {
    var polls = new ArrayList<ReplacedPoll>();
    try (var statement = session.prepareStatement(SELECT)) {
      statement.setInt(1, batch);
      statement.setInt(2, piece.systemId());
      statement.setInt(3, piece.number());
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          byte[] former = row.getBytes(2);
          polls.add(new ReplacedPoll(poll(row.getBytes(1)), former == null ? null : poll(former)));
        }
      }
    }
    return polls;
  }

  private SystemReading poll(byte[] bytes) {
    return serde.deserializer().deserialize(Topics.READINGS.name(), bytes);
  }
}
