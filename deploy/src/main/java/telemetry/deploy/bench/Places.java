package telemetry.deploy.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import telemetry.control.KafkaAnswer;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.stand.StandException;
import telemetry.deploy.run.Cluster;
import telemetry.model.Emitted;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topics;

/**
 * How far each part is, asked for many times a second while it runs: with clients that stay open,
 * so that asking costs what is measured next to nothing.
 */
final class Places implements AutoCloseable {
  private final Cluster cluster;
  private final Stand stand;
  private final AvroSerde<telemetry.model.Control> control;
  private final Map<TopicPartition, Long> told = new HashMap<>();
  private @Nullable KafkaConsumer<byte[], byte[]> marks;
  private @Nullable Connection database;

  Places(Stand stand) {
    this.stand = stand;
    this.cluster = stand.cluster();
    this.control = new AvroSerde<>(Topics.CONTROL, cluster.registry());
  }

  /** What a group has committed. */
  Map<TopicPartition, Long> committed(String group) {
    var places = new HashMap<TopicPartition, Long>();
    KafkaAnswer.of(
            "group " + group,
            cluster.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, place) -> {
              if (place != null) {
                places.put(partition, place.offset());
              }
            });
    return places;
  }

  /** Up to where the rows of readings are told. */
  Map<TopicPartition, Long> told() {
    KafkaConsumer<byte[], byte[]> reading = marks;
    if (reading == null) {
      reading = marks();
      marks = reading;
    }
    for (var record : reading.poll(Duration.ZERO)) {
      if (control.deserializer().deserialize(record.topic(), record.value())
          instanceof Emitted emitted) {
        told.put(
            new TopicPartition(Topics.READINGS.name(), emitted.partition()), emitted.offset() + 1);
      }
    }
    return told;
  }

  private KafkaConsumer<byte[], byte[]> marks() {
    var settings = new HashMap<String, Object>(cluster.kafka());
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(Topics.CONTROL.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /** Up to where rows are in the tables. */
  Map<TopicPartition, Long> remembered() {
    var places = new HashMap<TopicPartition, Long>();
    try {
      Connection open = database;
      if (open == null) {
        open = stand.database().connect();
        database = open;
      }
      try (var statement = open.createStatement();
          var rows =
              statement.executeQuery("SELECT topic, partition, next_offset FROM sink_offset")) {
        while (rows.next()) {
          places.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
    } catch (SQLException e) {
      throw new StandException("sink_offset: cannot be read", e);
    }
    return places;
  }

  @Override
  public void close() {
    try {
      if (marks != null) {
        marks.close();
      }
      if (database != null) {
        database.close();
      }
    } catch (SQLException e) {
      throw new StandException("database: the connection cannot be closed", e);
    }
  }
}
