package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Stores in memory, and the tasks that they are begun for. */
final class MemoryStores {
  private static final MockProcessorContext<byte[], byte[]> CONTEXT =
      new MockProcessorContext<>(settings(), new TaskId(0, 0), new File("unused"));

  private MemoryStores() {}

  /** What a context is made with. */
  static Properties settings() {
    var settings = new Properties();
    // As it will be by default: else each context warns of it.
    settings.put("processing.exception.handler.global.enabled", "true");
    return settings;
  }

  /** The windows' store, begun and empty. */
  static KeyValueStore<Bytes, byte[]> windows() {
    return begun(StateStores.windows(Shape.Storage.MEMORY).withLoggingDisabled().build());
  }

  static <S extends KeyValueStore<Bytes, byte[]>> S begun(S store) {
    store.init(CONTEXT.getStateStoreContext(), store);
    return store;
  }

  static void assertSame(
      KeyValueIterator<Bytes, byte[]> found, Map<Bytes, byte @Nullable []> wanted) {
    try (found) {
      for (Map.Entry<Bytes, byte[]> entry : wanted.entrySet()) {
        assertThat(found.hasNext()).isTrue();
        KeyValue<Bytes, byte[]> next = found.next();
        assertThat(next.key).isEqualTo(entry.getKey());
        assertThat(next.value).isEqualTo(entry.getValue());
      }
      assertThat(found.hasNext()).isFalse();
    }
  }
}
