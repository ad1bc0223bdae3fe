package telemetry.deploy.progress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import telemetry.control.ControlLog;
import telemetry.control.KafkaAnswer;
import telemetry.sink.batch.RowTable;
import telemetry.sink.jdbc.Database;
import telemetry.topics.Topics;

/** The stages of the way, in the order a reading travels. */
public final class Stages {
  private final Admin admin;
  private final ControlLog control;
  private final String group;
  private final Database database;

  /**
   * Of one pipeline.
   *
   * @param admin of its cluster
   * @param control its control topic
   * @param group the consumer group of its streams
   * @param database its database
   */
  public Stages(Admin admin, ControlLog control, String group, Database database) {
    this.admin = admin;
    this.control = control;
    this.group = group;
    this.database = database;
  }

  /**
   * Understood, windowed, remembered. The middle one asks the marks that the windows write, not the
   * group: a reading is committed before its rows are told.
   */
  public List<Stage> all() {
    var stages = new ArrayList<Stage>();
    stages.add(new Stage("normalise", Topics.RAW.name(), this::committed));
    stages.add(new Stage("window", Topics.READINGS.name(), this::emitted));
    for (RowTable table : RowTable.values()) {
      stages.add(new Stage("sink " + table.label(), table.topic(), this::remembered));
    }
    return stages;
  }

  private Map<TopicPartition, Long> committed() {
    var places = new HashMap<TopicPartition, Long>();
    KafkaAnswer.of(
            "group " + group, admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, place) -> {
              if (place != null) {
                places.put(partition, place.offset());
              }
            });
    return places;
  }

  private Map<TopicPartition, Long> emitted() {
    var places = new HashMap<TopicPartition, Long>();
    control
        .emitted()
        .forEach(
            (partition, last) ->
                places.put(new TopicPartition(Topics.READINGS.name(), partition), last + 1));
    return places;
  }

  private Map<TopicPartition, Long> remembered() {
    var places = new HashMap<TopicPartition, Long>();
    try (Connection connection = database.connect("telemetry-status");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT topic, partition, next_offset FROM sink_offset")) {
      while (rows.next()) {
        places.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
      return places;
    } catch (SQLException e) {
      throw new DatabaseException("table sink_offset: " + e.getMessage(), e);
    }
  }
}
