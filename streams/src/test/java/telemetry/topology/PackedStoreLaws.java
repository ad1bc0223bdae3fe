package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static telemetry.topology.MemoryStores.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** Packed or not, a reader finds each poll where it belongs, as it was last written. */
class PackedStoreLaws {
  private static final int SYSTEMS = 3;

  @Property(tries = 500)
  void saysWhatAMapSays(@ForAll long seed) {
    var random = new Random(seed);
    KeyValueStore<Bytes, byte[]> store = MemoryStores.windows();
    var wanted = new TreeMap<Bytes, byte[]>();
    LayeredStore layered = new GatheredStore(new PackedStore(store));
    long now = 0;
    for (int i = 0; i < 400; i++) {
      int system = random.nextInt(SYSTEMS);
      now += random.nextInt(3);
      switch (random.nextInt(12)) {
        case 0 -> {
          if (layered instanceof GatheredStore gathered) {
            gathered.write();
          }
        }
        case 1 -> { // Taken up again, with the other guarantee at times.
          if (layered instanceof GatheredStore gathered) {
            gathered.write();
          }
          var packed = new PackedStore(store);
          layered = random.nextInt(4) == 0 ? packed : new GatheredStore(packed);
        }
        case 2 -> { // What is old is forgotten, in the order of its keys.
          Bytes until = StateKeys.pollsAfter(system, now - 20 - random.nextInt(20));
          var old = wanted.subMap(StateKeys.polls(system), until);
          for (Bytes key : List.copyOf(old.keySet())) {
            layered.put(key, null);
            wanted.remove(key);
          }
        }
        case 3 -> {
          Bytes key = key(random, system, now - random.nextInt(30));
          layered.put(key, null);
          wanted.remove(key);
        }
        case 4 -> assertRanges(layered, wanted, random, system, now);
        case 5 -> {
          Bytes key = key(random, system, now - random.nextInt(30));
          assertThat(layered.get(key)).isEqualTo(wanted.get(key));
        }
        default -> {
          Bytes key = key(random, system, random.nextInt(5) == 0 ? now - random.nextInt(30) : now);
          byte[] value = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 5000 : 50)];
          random.nextBytes(value);
          layered.put(key, value);
          wanted.put(key, value);
        }
      }
    }
    for (int system = 0; system < SYSTEMS; system++) {
      assertRanges(layered, wanted, random, system, now);
    }
  }

  private static Bytes key(Random random, int system, long at) {
    return StateKeys.poll(system, at, random.nextInt(4) == 0 ? "other" : "usual");
  }

  private static void assertRanges(
      LayeredStore store, NavigableMap<Bytes, byte[]> wanted, Random random, int system, long now) {
    long after = now - random.nextInt(60);
    Bytes from = StateKeys.pollsAfter(system, after);
    Bytes to = StateKeys.pollsAfter(system, after + random.nextInt(60));
    Bytes first = StateKeys.polls(system);
    Bytes end = StateKeys.pollsAfter(system, Long.MAX_VALUE);
    assertSame(store.range(from, to), wanted.subMap(from, to));
    assertSame(store.range(first, end), wanted.subMap(first, end));
    assertSame(
        store.reverseRange(first, to), wanted.subMap(first, true, to, false).descendingMap());
    assertSame(
        store.reverseRange(first, end), wanted.subMap(first, true, end, false).descendingMap());
  }

  /** At least once, a crash cuts the changelog between any two writes. */
  @Property(tries = 200)
  void aCrashLeavesEachChangeWholeOrUndone(@ForAll long seed) {
    var random = new Random(seed);
    KeyValueStore<Bytes, byte[]> history = MemoryStores.windows();
    var gathered = new GatheredStore(new PackedStore(history));
    var wanted = new TreeMap<Bytes, byte[]>();
    for (int i = 0; i < 60; i++) {
      Bytes key = key(random, 0, i / 2);
      byte[] value = {(byte) i};
      gathered.put(key, value);
      wanted.put(key, value);
    }
    gathered.write();
    var store = MemoryStores.begun(new LosingKeyValueStore(StateStores.WINDOWS));
    try (var packs = history.all()) {
      packs.forEachRemaining(pack -> store.put(pack.key, pack.value));
    }
    for (int i = 0; i < 60; i++) {
      Bytes key = key(random, 0, random.nextInt(30));
      byte[] value = random.nextInt(3) == 0 ? new byte[] {(byte) (100 + i)} : null;
      var before = new TreeMap<>(wanted);
      if (value == null) {
        wanted.remove(key);
      } else {
        wanted.put(key, value);
      }
      int written = store.writes();
      new PackedStore(store).put(key, value);
      for (int cut = store.writes() - 1; cut > written; cut--) {
        store.keep(cut);
        assertThat(all(store)).isIn(texts(before), texts(wanted));
      }
      new PackedStore(store).put(key, value);
      assertThat(all(store)).isEqualTo(texts(wanted));
    }
  }

  private static List<String> all(KeyValueStore<Bytes, byte[]> store) {
    var all = new ArrayList<String>();
    try (var found = new PackedStore(store).range(StateKeys.polls(0), StateKeys.polls(1))) {
      found.forEachRemaining(poll -> all.add(poll.key + " " + poll.value[0]));
    }
    return all;
  }

  private static List<String> texts(Map<Bytes, byte[]> polls) {
    return polls.entrySet().stream().map(poll -> poll.getKey() + " " + poll.getValue()[0]).toList();
  }

  @Test
  void whatIsLargeStandsByItself() {
    KeyValueStore<Bytes, byte[]> store = MemoryStores.windows();
    var gathered = new GatheredStore(new PackedStore(store));
    for (int minute = 0; minute < 9; minute++) {
      gathered.put(StateKeys.poll(6, minute, "usual"), new byte[minute == 4 ? 100_000 : 10]);
    }
    gathered.write();
    assertThat(store.approximateNumEntries()).as("a pack, the large one, a pack").isEqualTo(3);
    assertThat(store.get(StateKeys.poll(6, 4, "usual"))).hasSize(100_000);
  }

  @Test
  void whatComesTogetherIsOneEntry() {
    KeyValueStore<Bytes, byte[]> store = MemoryStores.windows();
    var gathered = new GatheredStore(new PackedStore(store));
    for (int minute = 0; minute < 20; minute++) {
      gathered.put(StateKeys.poll(6, minute, "usual"), new byte[] {(byte) minute});
    }
    gathered.write();
    assertThat(store.approximateNumEntries()).isEqualTo(1);
    gathered.put(StateKeys.poll(6, 20, "usual"), new byte[] {20});
    gathered.write();
    assertThat(store.approximateNumEntries()).isEqualTo(2);
    for (int minute = 0; minute <= 20; minute++) {
      gathered.put(StateKeys.poll(6, minute, "usual"), null);
    }
    gathered.write();
    assertThat(store.approximateNumEntries()).isZero();
  }
}
