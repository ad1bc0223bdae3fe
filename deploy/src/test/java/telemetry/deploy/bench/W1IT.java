package telemetry.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.workload.Workload;

/** Two systems and an hour: whether it measures at all, and sees a row that is not right. */
final class W1IT {
  @TempDir private Path folder = Path.of("");

  @Test
  void everyRowIsRightAndOneThatIsNotIsSeen() throws Exception {
    var workload = Workload.minutely(2, 1, 5);
    try (var stand = Stand.start(folder)) {
      var w1 = new W1(stand, workload, Map.of(), List.of());

      List<Result> results = w1.run("ours to rows"::equals, 1, result -> {});

      assertThat(results).hasSize(1);
      assertThat(results.get(0).problems()).isEmpty();
      assertThat(results.get(0).rightRows()).isEqualTo(2 * 16 * (12 + 1 + 1));
      assertThat(results.get(0).jvmCpuSeconds()).containsOnlyKeys("sink", "streams");
      assertThat(results.get(0).jvmCpuSeconds().values()).allMatch(seconds -> seconds > 0);
      assertThat(results.get(0).databaseCpuSeconds()).isNotNegative();

      try (var connection = stand.database().connect();
          var statement = connection.createStatement()) {
        assertThat(
                statement.executeUpdate(
                    "UPDATE telemetry_agg_5m SET last = last + 0.125 WHERE system_id = 2 AND"
                        + " point_id = 3 AND interval_end = '2026-01-01T00:30:00Z'"))
            .isEqualTo(1);
      }
      assertThat(Checks.tables(stand, workload).problems().get(0))
          .isEqualTo("of 448 rows 447 are right, 1 wrong, 0 missing; 0 more are not wanted");
    }
  }
}
