package telemetry.deploy.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
import telemetry.window.NaiveRollUps;
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
    for (int system = 1; system <= workload.systems(); system++) {
      List<SystemReading> came = came(workload, system);

      assertThat(rows(workload, system, Length.WINDOW))
          .containsExactlyInAnyOrderElementsOf(NaiveWindows.rows(came));
      assertThat(rows(workload, system, Length.HOUR))
          .containsExactlyInAnyOrderElementsOf(NaiveRollUps.hours(came));
      assertThat(rows(workload, system, Length.DAY))
          .containsExactlyInAnyOrderElementsOf(NaiveRollUps.days(came, ZoneOffset.UTC));
    }
  }

  private static List<String> rows(Workload workload, int system, Length length) {
    var reference = new Reference(workload);
    var rows = new ArrayList<String>();
    for (int point = 0; point < workload.points().size(); point++) {
      for (int place = 0; place < workload.rows(length); place++) {
        Row row = reference.row(system, point, length, place);
        rows.add(NaiveWindows.written(row.settled(new Revision(1, 0, 0))));
      }
    }
    return rows;
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
