package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Whether a write waits or not, nobody sees it; and what was written is all there. */
class GatheredStoreLaws {
  private static final MockProcessorContext<Void, Void> CONTEXT = context();

  private static MockProcessorContext<Void, Void> context() {
    var settings = new Properties();
    settings.put("processing.exception.handler.global.enabled", "true");
    return new MockProcessorContext<>(settings, new TaskId(0, 0), new File("unused"));
  }

  @Property(tries = 200)
  void saysWhatAMapSays(@ForAll long seed) {
    var random = new Random(seed);
    KeyValueStore<Bytes, byte[]> store =
        StateStores.windows(Shape.Storage.MEMORY).withLoggingDisabled().build();
    store.init(CONTEXT.getStateStoreContext(), store);
    var gathered = new GatheredStore(store);
    var wanted = new TreeMap<Bytes, byte[]>();
    for (int i = 0; i < 200; i++) {
      Bytes key = Bytes.wrap(new byte[] {(byte) random.nextInt(), (byte) random.nextInt(3)});
      switch (random.nextInt(6)) {
        case 0, 1, 2 -> {
          // Some so large that they do not wait.
          byte[] value = new byte[random.nextInt(20) == 0 ? 600_000 : 1 + random.nextInt(9)];
          value[0] = (byte) i;
          gathered.put(key, value);
          wanted.put(key, value);
        }
        case 3 -> {
          Bytes some = wanted.isEmpty() ? key : wanted.firstKey();
          gathered.put(some, null);
          wanted.remove(some);
        }
        case 4 -> assertThat(gathered.get(key)).isEqualTo(wanted.get(key));
        default -> {
          Bytes to = wanted.isEmpty() ? key : wanted.lastKey();
          if (key.compareTo(to) < 0) {
            assertSame(gathered.range(key, to), wanted.subMap(key, true, to, true));
          }
        }
      }
    }
    gathered.write();
    assertSame(store.all(), wanted);
  }

  private static void assertSame(
      KeyValueIterator<Bytes, byte[]> found, Map<Bytes, byte @Nullable []> wanted) {
    try (found) {
      for (Map.Entry<Bytes, byte[]> entry : wanted.entrySet()) {
        assertThat(found.hasNext()).isTrue();
        var next = found.next();
        assertThat(next.key).isEqualTo(entry.getKey());
        assertThat(Arrays.equals(next.value, entry.getValue())).isTrue();
      }
      assertThat(found.hasNext()).isFalse();
    }
  }
}
