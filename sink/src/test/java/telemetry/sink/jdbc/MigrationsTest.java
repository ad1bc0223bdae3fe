package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  @Test
  void noMigrationNamesAPointWithoutItsSystem() throws IOException {
    List<Path> files;
    try (var found = Files.walk(MIGRATIONS)) {
      files = found.filter(file -> file.toString().endsWith(".sql")).toList();
    }

    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(PointPredicates.offences(Files.readString(file)))
          .as(
              "%s: a point_id means another point in every other system; compare (system_id,"
                  + " point_id)",
              file)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE telemetry_agg_5m SET avg = NULL WHERE point_id IN (SELECT point_id FROM point)",
        "UPDATE telemetry_agg_5m SET avg = NULL WHERE point_id IN (SELECT point_id FROM point p"
            + " JOIN system s ON s.system_id = p.system_id WHERE s.vendor = 'amber')",
        "UPDATE point SET name = 'Grid' WHERE point_id = 5",
        "DELETE FROM telemetry_agg_5m WHERE 5 = point_id AND kind = 'GAUGE'",
        "SELECT * FROM telemetry_agg_5m r JOIN point p ON p.point_id = r.point_id",
        "SELECT * FROM telemetry_agg_5m JOIN point USING (point_id)",
        "SELECT 1 FROM point WHERE system_id IN (SELECT system_id FROM system) OR EXISTS"
            + " (SELECT FROM point q WHERE q.point_id = 1)",
        "INSERT INTO point (point_id) VALUES (1) ON CONFLICT (point_id) DO NOTHING",
      })
  void aPointWithoutItsSystemIsFound(String sql) {
    assertThat(PointPredicates.offences(sql)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE telemetry_agg_5m SET avg = NULL WHERE (system_id, point_id) IN (SELECT system_id,"
            + " point_id FROM point WHERE kind = 'COUNTER')",
        "UPDATE point SET name = 'Grid' WHERE system_id = 9 AND point_id = 5",
        "SELECT * FROM telemetry_agg_5m r JOIN point p ON p.system_id = r.system_id AND"
            + " p.point_id = r.point_id",
        "SELECT * FROM telemetry_agg_5m JOIN point USING (system_id, point_id)",
        "CREATE TABLE x (point_id integer CHECK (point_id >= 1)) -- where point_id = 1",
      })
  void aPointWithItsSystemMayPass(String sql) {
    assertThat(PointPredicates.offences(sql)).isEmpty();
  }
}
