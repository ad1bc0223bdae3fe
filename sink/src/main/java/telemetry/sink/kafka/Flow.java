package telemetry.sink.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.registry.AvroDeserializer;
import telemetry.sink.batch.Attempt;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.LoggedReading;
import telemetry.sink.batch.Newest;
import telemetry.sink.batch.SystemChange;
import telemetry.sink.batch.Tables;
import telemetry.topics.Topics;

/**
 * The way of one topic into the tables.
 *
 * @param topic its name
 * @param sieve which records must be read
 * @param reader what its records mean
 * @param writer where they go
 * @param <T> the domain record
 */
record Flow<T>(String topic, Sieve sieve, RecordReader<T> reader, Writer<T> writer) {
  /** Lets pass what must be read. */
  interface Sieve {
    /** All of it. */
    Sieve ALL = (records, partitions) -> records;

    /**
     * The records that must be read, in their order: the others are older than some beside them,
     * and that can be told without reading them.
     *
     * @param partitions how many their topic has
     */
    List<ConsumerRecord<byte[], byte[]>> needed(
        List<ConsumerRecord<byte[], byte[]>> records, int partitions);

    /**
     * What a batch may hold.
     *
     * @param usual where nothing speaks for another
     * @param waiting how many records follow in the log
     */
    default Limits limits(Limits usual, long waiting) {
      return usual;
    }
  }

  /**
   * Reduces and writes.
   *
   * @param <T> the domain record
   */
  interface Writer<T> {
    /**
     * Writes what a claim's partition holds next.
     *
     * @param values in the order of the log
     * @param next the place after them
     * @return the attempt, and how many values were older than others beside them
     */
    Result write(Claim claim, List<T> values, long next);
  }

  /**
   * How it went.
   *
   * @param attempt what the tables said
   * @param superseded values that were older than others beside them
   */
  record Result(Attempt attempt, int superseded) {}

  /** Rows of one length of interval. */
  static Flow<Aggregate> aggregates(String topic, Deserializer<Aggregate> values, Tables tables) {
    return new Flow<>(
        topic,
        Sieve.ALL,
        new AggregateReader(values),
        (claim, rows, next) -> {
          var batch = Newest.aggregates(rows, next);
          return new Result(tables.writeAggregates(claim, batch), batch.superseded());
        });
  }

  /** Readings. */
  static Flow<LoggedReading> readings(AvroDeserializer<SystemReading> values, Tables tables) {
    var reader = new ReadingReader(values);
    return new Flow<>(
        Topics.READINGS.name(),
        tables.keepsReadings() ? Sieve.ALL : new NewestSieve(values, reader, tables),
        reader,
        (claim, versions, next) -> {
          var batch = Newest.polls(versions, next);
          return new Result(tables.writeReadings(claim, batch), batch.superseded());
        });
  }

  /** Events. */
  static Flow<Event> events(Deserializer<Event> values, Tables tables) {
    return new Flow<>(
        Topics.EVENTS.name(),
        Sieve.ALL,
        new EventReader(values),
        (claim, events, next) -> {
          var batch = Newest.events(events, next);
          return new Result(tables.writeEvents(claim, batch), batch.superseded());
        });
  }

  /** Systems. */
  static Flow<SystemChange> systems(Deserializer<SystemDeclaration> values, Tables tables) {
    return new Flow<>(
        Topics.SYSTEMS.name(),
        Sieve.ALL,
        new SystemReader(values),
        (claim, changes, next) -> {
          var batch = Newest.systems(changes, next);
          return new Result(tables.writeSystems(claim, batch), batch.superseded());
        });
  }
}
