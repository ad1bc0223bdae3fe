package telemetry.topology;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import telemetry.topics.Topics;
import telemetry.window.Delivery;

/**
 * Kafka's own clients; of the producers, the flushes are counted. Each stream thread has one
 * producer and flushes it itself, before it commits; what it sent before a flush is in the log
 * after it, or the thread has failed.
 */
final class CountedFlushes implements KafkaClientSupplier, Delivery {
  private final Runnable before;
  private final ThreadLocal<Long> flushes = ThreadLocal.withInitial(() -> 0L);
  private final AtomicReference<@Nullable Admin> admin = new AtomicReference<>();

  /**
   * Clients of one process.
   *
   * @param before what a thread has to do before each flush
   */
  CountedFlushes(Runnable before) {
    this.before = before;
  }

  @Override
  public long moment() {
    return flushes.get();
  }

  @Override
  public boolean isSure(long moment) {
    return flushes.get() > moment;
  }

  /** The end of the log as it is now: whoever went before read no further. */
  @Override
  public long firstUnheard(int partition) {
    var readings = new TopicPartition(Topics.READINGS.name(), partition);
    Admin asked = admin.get();
    if (asked == null) {
      throw new IllegalStateException("streams: wanted an admin client, found none");
    }
    try {
      return asked
          .listOffsets(Map.of(readings, OffsetSpec.latest()))
          .partitionResult(readings)
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw new StreamsException("streams: Kafka did not say the end of " + readings, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamsException("streams: interrupted while asking the end of " + readings, e);
    }
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
      @Override
      public void flush() {
        before.run();
        super.flush();
        flushes.set(flushes.get() + 1);
      }
    };
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    Admin created = Admin.create(config);
    admin.set(created);
    return created;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
