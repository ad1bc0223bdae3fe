package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static telemetry.topology.MemoryStores.assertSame;

import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Whether a write waits or not, nobody sees it; and what was written is all there. */
class GatheredStoreLaws {
  @Property(tries = 200)
  void saysWhatAMapSays(@ForAll long seed) {
    var random = new Random(seed);
    KeyValueStore<Bytes, byte[]> store = MemoryStores.windows();
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
}
