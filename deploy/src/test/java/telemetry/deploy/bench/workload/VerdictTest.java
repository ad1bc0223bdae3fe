package telemetry.deploy.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import telemetry.model.Quality;

final class VerdictTest {
  private static final Workload WORKLOAD = WorkloadTest.of(2, 60, 3);

  private static List<Row> right() {
    var reference = new Reference(WORKLOAD);
    var rows = new ArrayList<Row>();
    for (int system = 1; system <= 2; system++) {
      for (int point = 0; point < 16; point++) {
        for (int window = 0; window < 12; window++) {
          rows.add(reference.row(system, point, Length.WINDOW, window));
        }
      }
    }
    return rows;
  }

  private static Verdict on(List<Row> rows) {
    var verdict = new Verdict(WORKLOAD, Set.of(Length.WINDOW), UnaryOperator.identity());
    rows.forEach(verdict::take);
    return verdict;
  }

  @Test
  void allIsRightWhereEveryRowStands() {
    assertThat(on(right()).allRight()).isTrue();
    assertThat(on(right()).problems()).isEmpty();
  }

  @Test
  void oneRowThatLacksIsMissing() {
    List<Row> rows = right();
    rows.remove(77);

    assertThat(on(rows).allRight()).isFalse();
    assertThat(on(rows).problems())
        .containsExactly("of 384 rows 383 are right, 0 wrong, 1 missing; 0 more are not wanted");
  }

  @Test
  void oneNumberThatIsALittleOffIsWrongAndTheLastWordCounts() {
    List<Row> rows = right();
    Row row = rows.get(5);
    rows.add(with(row, row.last() + 0.125));

    assertThat(on(rows).wrong()).isEqualTo(1);
    assertThat(on(rows).problems())
        .hasSize(2)
        .last()
        .asString()
        .contains("wanted Row[", "found Row[");

    rows.add(row);
    assertThat(on(rows).allRight()).isTrue();
  }

  @Test
  void aRowOfNoWindowIsNotWanted() {
    List<Row> rows = right();
    Row row = rows.get(383);
    rows.add(
        new Row(
            row.systemId(),
            row.path(),
            row.kind(),
            row.unit(),
            row.end(),
            row.end() + 300_000,
            null,
            null,
            null,
            row.last(),
            null,
            null,
            null,
            1,
            0,
            0,
            Quality.GOOD));

    assertThat(on(rows).unwanted()).isEqualTo(1);
    assertThat(on(rows).allRight()).isFalse();
  }

  private static Row with(Row row, double last) {
    return new Row(
        row.systemId(),
        row.path(),
        row.kind(),
        row.unit(),
        row.start(),
        row.end(),
        row.avg(),
        row.min(),
        row.max(),
        last,
        row.lastText(),
        row.delta(),
        row.deltaSince(),
        row.samples(),
        row.errors(),
        row.resets(),
        row.quality());
  }
}
