package telemetry.deploy.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import telemetry.model.RawPosition;
import telemetry.model.Revision;
import telemetry.model.SystemReading;
import telemetry.vendors.Decoded;
import telemetry.vendors.selectronic.SelectronicDecoder;
import telemetry.window.NaiveWindows;

final class ReferenceTest {
  static Stream<Workload> workloads() {
    var usual = WorkloadTest.of(3, 300, 11);
    return Stream.of(
        usual,
        selectronic(),
        new Workload(
            2,
            301,
            Duration.ofSeconds(6),
            Instant.parse("2026-02-28T23:55:00Z"),
            13,
            MeasuredPoint.USUAL));
  }

  private static Workload selectronic() {
    var usual = WorkloadTest.of(3, 300, 12);
    return new Workload(
        3, 300, usual.every(), usual.from(), usual.seed(), MeasuredPoint.SELECTRONIC);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void itsRowsAreThoseOfTheRules(Workload workload) {
    var reference = new Reference(workload);
    for (int system = 1; system <= workload.systems(); system++) {
      var rows = new ArrayList<String>();
      for (int point = 0; point < workload.points().size(); point++) {
        for (int window = 0; window < workload.windows(); window++) {
          rows.add(
              NaiveWindows.written(
                  reference.row(system, point, window).settled(new Revision(1, 0, 0))));
        }
      }

      assertThat(rows)
          .containsExactlyInAnyOrderElementsOf(NaiveWindows.rows(came(workload, system)));
    }
  }

  private static List<SystemReading> came(Workload workload, int only) {
    var polls = new Polls(workload);
    var came = new ArrayList<SystemReading>();
    new Arrivals(workload)
        .all(
            (system, poll) -> {
              if (system == only) {
                came.add(polls.reading(system, poll));
              }
            });
    return came;
  }

  @Test
  void whatASelectronicSaysMeansTheSame() {
    Workload workload = selectronic();
    var polls = new Polls(workload);
    for (int poll = 0; poll < workload.polls(); poll++) {
      var decoded = new SelectronicDecoder().decode(polls.raw(1, poll), new RawPosition(0, poll));

      assertThat(((Decoded.Accepted) decoded).polls().get(0).values())
          .isEqualTo(polls.reading(1, poll).values());
    }
  }
}
