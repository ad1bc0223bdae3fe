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
    List<Path> files = files(MIGRATIONS, ".sql");

    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertNoOffence(file, Files.readString(file));
    }
  }

  @Test
  void noStatementInTheCodeNamesAPointWithoutItsSystem() throws IOException {
    int statements = 0;
    for (Path module : List.of(Path.of("src/main/java"), Path.of("../deploy/src/main/java"))) {
      for (Path file : files(module, ".java")) {
        for (String sql : SqlInJava.statements(Files.readString(file))) {
          statements += sql.contains("point_id") ? 1 : 0;
          assertNoOffence(file, sql);
        }
      }
    }
    assertThat(statements).isPositive();
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (var found = Files.walk(folder)) {
      return found.filter(file -> file.toString().endsWith(end)).toList();
    }
  }

  private static void assertNoOffence(Path file, String sql) {
    assertThat(PointPredicates.offences(sql))
        .as(
            "%s: a point_id means another point in every other system; compare (system_id,"
                + " point_id)",
            file)
        .isEmpty();
  }

  /** A repair of data goes through telemetry_expect, which rolls back at another count. */
  @Test
  void noMigrationChangesDataWithoutSayingHowMuch() throws IOException {
    for (Path file : files(MIGRATIONS, ".sql")) {
      assertThat(DataChanges.uncounted(Files.readString(file)))
          .as("%s: change data with CALL telemetry_expect(rows, statement)", file)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE x (i integer); UPDATE point SET name = 'x' WHERE system_id = 1",
        "DELETE FROM point",
        "DO $$ BEGIN UPDATE point SET name = 'x'; END $$",
        "WITH old AS (SELECT 1) INSERT INTO point SELECT 1",
        "TRUNCATE sink_offset",
      })
  void aChangeThatIsNotCountedIsFound(String sql) {
    assertThat(DataChanges.uncounted(sql)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CALL telemetry_expect(4, $$UPDATE point SET name = 'x' WHERE system_id = 1$$)",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ UPDATE point SET name = 'x' $$",
        "GRANT SELECT, INSERT, UPDATE ON point TO telemetry_writer",
      })
  void whatChangesNoDataOrCountsMayPass(String sql) {
    assertThat(DataChanges.uncounted(sql)).isEmpty();
  }

  @Test
  void textsOfOneStatementAreReadTogether() {
    String source =
        """
        class X { // "WHERE point_id = 0"
          String a = "UPDATE point SET name = 'y' WHERE system_id = " + id
              + " AND point_id = " + other; char q = '"';
          String b = "SELECT 1 FROM point " + "WHERE point_id = 5";
        }
        """;

    assertThat(SqlInJava.statements(source))
        .containsExactly(
            " ? UPDATE point SET name = 'y' WHERE system_id =  ?  AND point_id = ",
            " ? SELECT 1 FROM point WHERE point_id = 5");
    assertThat(SqlInJava.statements(source).stream().map(PointPredicates::offences))
        .containsExactly(List.of(), List.of("where point_id = 5"));
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
