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
    return WindowCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void toldAtTheEnd(WindowCase worked) {
    try (var topology = new DrivenTopology(Storage.MEMORY)) {
      topology.declare(6, worked.zone());
      worked.readings().forEach(topology::read);
      tell(topology);

      assertThat(worked.written(topology.rows(worked.topic()).values()))
          .containsExactlyInAnyOrderElementsOf(worked.rows());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void toldAfterEveryReading(WindowCase worked) {
    try (var topology = new DrivenTopology(Storage.ROCKSDB)) {
      topology.declare(6, worked.zone());
      worked
          .readings()
          .forEach(
              reading -> {
                topology.read(reading);
                tell(topology);
              });

      assertThat(worked.written(topology.rows(worked.topic()).values()))
          .containsExactlyInAnyOrderElementsOf(worked.rows());
    }
  }

  static Stream<WindowCase> rollUps() throws IOException {
    return WindowCase.all().filter(worked -> !worked.isFiveMinutes());
  }

  @ParameterizedTest
  @MethodSource("rollUps")
  void toldAgainWhenTheZoneComesLate(WindowCase worked) {
    try (var topology = new DrivenTopology(Storage.MEMORY)) {
      int last = worked.readings().size() - 1;
      worked.readings().subList(0, last).forEach(topology::read);
      tell(topology);
      topology.declare(6, worked.zone());
      topology.read(worked.readings().get(last));
      tell(topology);

      assertThat(worked.written(topology.rows(worked.topic()).values()))
          .containsExactlyInAnyOrderElementsOf(worked.rows());
    }
  }

  /** What was appended long ago is told when three looks found no more. */
  private static void tell(DrivenTopology topology) {
    for (int look = 0; look < 3; look++) {
      topology.advance(Duration.ofSeconds(1));
    }
  }
}
