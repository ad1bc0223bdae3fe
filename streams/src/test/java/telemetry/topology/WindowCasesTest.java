package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import telemetry.topology.Shape.Storage;

/** The worked cases of the window rules, through the real topology. */
class WindowCasesTest {
  static Stream<WindowCase> cases() throws IOException {
    return WindowCase.all().filter(WindowCase::isFiveMinutes);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void toldAtTheEnd(WindowCase worked) {
    try (var topology = new DrivenTopology(Storage.MEMORY)) {
      worked.readings().forEach(topology::read);
      topology.advance(Duration.ofSeconds(1));

      assertThat(WindowCase.written(topology.rows().values()))
          .containsExactlyInAnyOrderElementsOf(worked.rows());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void toldAfterEveryReading(WindowCase worked) {
    try (var topology = new DrivenTopology(Storage.ROCKSDB)) {
      worked
          .readings()
          .forEach(
              reading -> {
                topology.read(reading);
                topology.advance(Duration.ofSeconds(1));
              });

      assertThat(WindowCase.written(topology.rows().values()))
          .containsExactlyInAnyOrderElementsOf(worked.rows());
    }
  }
}
