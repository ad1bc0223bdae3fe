package telemetry.avro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import telemetry.model.PointKey;

class PointKeysTest {
  private final PointKeys keys = new PointKeys();

  @Test
  void eachIsTheOneThatWasNamedHoweverManyThereAre() {
    for (int round = 0; round < 2; round++) {
      for (int system = 1; system <= 2_000; system++) {
        for (int point = 0; point < 40; point++) {
          String path = "p/" + Integer.toString(point * 7_919, 36);
          assertThat(keys.of(system, path)).isEqualTo(new PointKey(system, path));
        }
      }
    }
  }

  @Test
  void oneThatWasMetOfLateIsTheSameObject() {
    PointKey met = keys.of(6, "solar_w");
    keys.of(7, "solar_w");
    assertThat(keys.of(6, "solar_w")).isSameAs(met);
  }
}
