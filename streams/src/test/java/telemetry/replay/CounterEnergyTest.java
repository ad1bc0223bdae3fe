package telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Piece;
import telemetry.window.WindowRules;

class CounterEnergyTest {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));
  private static final Instant EVENING = Instant.parse("2025-11-11T23:00:00Z");
  private static final LocalDate FIRST = LocalDate.parse("2025-11-11");

  private final Plan plan = new Plan(id -> ZoneOffset.UTC);
  private final CounterEnergy energy = new CounterEnergy(RULES, id -> ZoneOffset.UTC, plan);

  private static SystemReading poll(int system, int number, double meter) {
    Instant at = EVENING.plus(Duration.ofMinutes(5L * number));
    return new SystemReading(
        system,
        "general",
        "a",
        Op.PUT,
        at,
        null,
        at,
        null,
        null,
        List.of(
            new PointValue("meter", Kind.COUNTER, "Wh", Value.of(meter), Quality.GOOD),
            new PointValue("power", Kind.GAUGE, "W", Value.of(meter), Quality.GOOD)));
  }

  private static SystemReading voided(SystemReading poll) {
    return new SystemReading(
        poll.systemId(),
        poll.vendor(),
        poll.source(),
        Op.VOID,
        poll.measuredAt(),
        null,
        poll.receivedAt(),
        null,
        null,
        List.of());
  }

  private static PollChange change(SystemReading former, SystemReading now) {
    return new PollChange(former.measuredAt(), Counts.ONE_CHANGED, former, now);
  }

  private Plan.EnergyKey of(int system, LocalDate day) {
    return new Plan.EnergyKey(new PointKey(system, "meter"), day, "Wh");
  }

  /**
   * Two hours in two pieces, and midnight between: 10 Wh a window, which today's decoder doubles.
   */
  @Test
  void ofCountersTooTheEnergyOfEachDayIsSaid() {
    for (int chunk = 0; chunk < 2; chunk++) {
      var changes = new ArrayList<PollChange>();
      for (int i = 12 * chunk; i < 12 * (chunk + 1); i++) {
        changes.add(change(poll(6, i, 10 * i), poll(6, i, 20 * i)));
      }
      energy.add(new ComparedPolls(new Piece(6, chunk), changes));
    }
    energy.end();

    assertThat(plan.energy())
        .isEqualTo(
            Map.of(
                of(6, FIRST), new Plan.Energy(120, 240),
                of(6, FIRST.plusDays(1)), new Plan.Energy(110, 220)));
  }

  @Test
  void whatIsGoneWasAndWhatIsNewWillBeAndTheRestIsNotSaid() {
    energy.add(
        new ComparedPolls(
            new Piece(6, 0),
            List.of(
                new PollChange(EVENING, Counts.ONE_LEFT, poll(6, 1, 100), null),
                change(poll(6, 2, 107), voided(poll(6, 2, 107))))));
    energy.add(
        new ComparedPolls(
            new Piece(7, 0),
            List.of(
                new PollChange(EVENING, Counts.ONE_LEFT, poll(7, 1, 100), null),
                new PollChange(EVENING, Counts.ONE_ADDED, null, poll(7, 2, 103)))));
    energy.add(
        new ComparedPolls(
            new Piece(8, 0),
            List.of(
                new PollChange(EVENING, Counts.ONE_LEFT, poll(8, 1, 100), null),
                new PollChange(EVENING, Counts.ONE_LEFT, poll(8, 2, 105), null))));
    energy.end();

    assertThat(plan.energy())
        .isEqualTo(
            Map.of(
                of(6, FIRST), new Plan.Energy(7, 0),
                of(7, FIRST), new Plan.Energy(0, 3)));
  }
}
