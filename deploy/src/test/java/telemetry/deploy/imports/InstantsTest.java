package telemetry.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InstantsTest {
  @Test
  void numbersEachInstantOnceInTheOrderOfTheirComing() {
    var random = new Random(7);
    var instants = new Instants();
    Map<Long, Integer> wanted = new LinkedHashMap<>();
    for (int i = 0; i < 20_000; i++) {
      long at = random.nextBoolean() ? random.nextInt(10_000) * 60_000L : random.nextLong();
      assertThat(instants.add(at)).isEqualTo(!wanted.containsKey(at));
      wanted.putIfAbsent(at, wanted.size());
    }

    assertThat(instants.size()).isEqualTo(wanted.size());
    assertThat(wanted)
        .allSatisfy((at, number) -> assertThat(instants.number(at)).isEqualTo(number));
    assertThat(instants.contains(1)).isFalse();
    assertThat(instants.number(1)).isEqualTo(-1);
  }

  @Test
  void intervalsAreKnownByTheirEndsOnBothSidesOf1970() {
    var intervals = new Intervals();
    intervals.add(0);
    intervals.add(-300_000);
    intervals.add(1_762_000_200_000L);

    assertThat(intervals.contains(0)).isTrue();
    assertThat(intervals.contains(-300_000)).isTrue();
    assertThat(intervals.contains(1_762_000_200_000L)).isTrue();
    assertThat(intervals.contains(300_000)).isFalse();
    assertThat(intervals.contains(1_762_000_200_000L + 86_400_000)).isFalse();
  }
}
