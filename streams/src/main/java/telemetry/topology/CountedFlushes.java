package telemetry.topology;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;
import telemetry.window.Delivery;

/**
 * Kafka's own clients; of the producers, the flushes are counted. Each stream thread has one
 * producer and flushes it itself, before it commits; what it sent before a flush is in the log
 * after it, or the thread has failed.
 */
final class CountedFlushes implements KafkaClientSupplier, Delivery {
  private static final Flushed NEVER = new Flushed(0, null);

  private final Runnable before;
  private final ThreadLocal<Flushed> flushed = ThreadLocal.withInitial(() -> NEVER);

  /** How often a thread has flushed its producer, which is known since the first time. */
  private record Flushed(long times, @Nullable Producer<byte[], byte[]> producer) {}

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
    return flushed.get().times();
  }

  @Override
  public boolean isSure(long moment) {
    return flushed.get().times() > moment;
  }

  @Override
  public void secure() {
    Producer<byte[], byte[]> own = flushed.get().producer();
    if (own == null) {
      throw new IllegalStateException("streams: wanted a thread that has flushed, found another");
    }
    own.flush();
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
      @Override
      public void flush() {
        before.run();
        super.flush();
        flushed.set(new Flushed(moment() + 1, this));
      }
    };
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
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
