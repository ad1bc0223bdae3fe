package telemetry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LoadTest {
  @Test
  void hasItsSharesWhateverTheSeed() {
    for (long seed = 0; seed < 200; seed++) {
      var load = Load.of(50, 15_000, new Random(seed));

      assertThat(load.values()).isGreaterThanOrEqualTo(15_000);
      assertThat(load.share(Load.Trait.OUT_OF_ORDER)).as("seed %d", seed).isGreaterThan(0.02);
      assertThat(load.share(Load.Trait.REPEATED)).as("seed %d", seed).isGreaterThan(0.005);
      assertThat(load.share(Load.Trait.HOURS_LATE)).as("seed %d", seed).isGreaterThan(0.01);
    }
  }
}
