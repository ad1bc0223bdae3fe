package telemetry.replay.kafka;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import telemetry.model.SystemReading;
import telemetry.replay.LateWindows;

/** What waits in {@code telemetry.late}: read once, and kept as the windows it is of. */
final class LateLog {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Some of what waits.
   *
   * @param end the first offset that was not read
   */
  record Piece(LateWindows windows, long end) {}

  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<SystemReading> readings;
  private final int mostStretches;

  /**
   * Through a consumer whose partitions are all paused.
   *
   * @param mostStretches about how many stretches of windows to take at once
   */
  LateLog(
      Consumer<byte[], byte[]> consumer, Deserializer<SystemReading> readings, int mostStretches) {
    this.consumer = consumer;
    this.readings = readings;
    this.mostStretches = mostStretches;
  }

  /** Reads from the consumer's place to an end, or until enough is taken. */
  Piece read(TopicPartition partition, long end) {
    var windows = new LateWindows();
    long place = 0;
    long quietSince = System.nanoTime();
    while (isBehind(partition, end) && windows.stretches() < mostStretches) {
      for (ConsumerRecord<byte[], byte[]> record : next(partition)) {
        quietSince = System.nanoTime();
        windows.take(readings.deserialize(record.topic(), record.value()), record.offset());
        place = record.offset() + 1;
      }
      place = Math.max(place, place(partition));
      if (System.nanoTime() - quietSince > PATIENCE.toNanos()) {
        throw new TimeoutException(
            partition + ": wanted to read up to " + end + ", found nothing for long");
      }
    }
    return new Piece(windows, place);
  }

  private Iterable<ConsumerRecord<byte[], byte[]>> next(TopicPartition partition) {
    consumer.resume(List.of(partition));
    try {
      return consumer.poll(POLL).records(partition);
    } finally {
      consumer.pause(consumer.assignment());
    }
  }

  /** Whether there is more before an end; a partition that is somebody else's now has nothing. */
  boolean isBehind(TopicPartition partition, long end) {
    return consumer.assignment().contains(partition) && place(partition) < end;
  }

  /** The consumer's; 0 where it has none any more. */
  private long place(TopicPartition partition) {
    return consumer.assignment().contains(partition) ? consumer.position(partition, PATIENCE) : 0;
  }

  /** Where a partition ends now. */
  long end(TopicPartition partition) {
    return consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
  }
}
