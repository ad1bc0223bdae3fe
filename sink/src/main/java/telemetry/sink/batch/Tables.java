package telemetry.sink.batch;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import telemetry.model.Aggregate;
import telemetry.model.Event;

/**
 * The tables, as the consumer sees them. Rows and place are written together or not at all. Every
 * method may throw {@link TablesUnavailable}; then nothing is known to have happened, and the same
 * call may be made again.
 */
public interface Tables {
  /**
   * Takes a partition from whoever had it.
   *
   * @param partition which
   * @param topicId Kafka's id of the topic, kept with a place that is new
   * @param first where to begin if the tables have no place for it
   * @return the claim; its topicId is the one that the place was kept with
   */
  Claim take(LogPartition partition, String topicId, long first);

  /**
   * Writes rows to the table of the claim's topic, where it does not know better, and moves the
   * place.
   */
  Attempt writeAggregates(Claim claim, Batch<Aggregate> batch);

  /** Whether every reading is kept, or the newest of each point alone. */
  boolean keepsReadings();

  /**
   * Until when there are newest readings of systems; without those that have none. Nobody but the
   * owner of their partition moves that.
   */
  Map<Integer, Instant> reached(Collection<Integer> systems);

  /** Writes the newest reading of each point, and all of them where they are kept, and moves. */
  Attempt writeReadings(Claim claim, Batch<Poll> batch);

  /**
   * Makes partitions ahead of their time, and drops those that are older than their table keeps.
   */
  void maintain();

  /** Writes events, each once, and moves the place. */
  Attempt writeEvents(Claim claim, Batch<Event> batch);

  /** Writes what systems are, and moves the place. */
  Attempt writeSystems(Claim claim, Batch<SystemChange> batch);
}
