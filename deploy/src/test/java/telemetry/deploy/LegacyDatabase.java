package telemetry.deploy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * A legacy database of wide tables in SQLite, as large as one that was: 198,110 readings of three
 * systems, 15 instants of them twice, and 55,713 intervals of four; or a part of it.
 */
final class LegacyDatabase {
  private static final String[] POWERS = {
    "solar_w", "solar_inverter_w", "shunt_w", "load_w", "battery_w", "grid_w"
  };
  private static final String[] ENERGIES = {
    "solar", "load", "battery_in", "battery_out", "grid_in", "grid_out"
  };
  private static final String[] MEANS = {"solar_w", "load_w", "battery_w", "grid_w"};

  /**
   * A system of it.
   *
   * @param readings rows of readings, those of instants that stand there twice included
   * @param twice instants that do
   * @param empty cells that hold nothing
   * @param every seconds between two readings
   * @param intervals rows of 5 minutes
   * @param richer those of them that tell of one point more
   */
  record Legacy(int id, int readings, int twice, int empty, int every, int intervals, int richer) {}

  private final String url;
  private final int part;
  private final int first;

  /** One in so many rows. */
  LegacyDatabase(Path file, int part) {
    this(file, part, 0);
  }

  /** Of systems with higher numbers. */
  LegacyDatabase(Path file, int part, int first) {
    this.url = "jdbc:sqlite:" + file;
    this.part = part;
    this.first = first;
  }

  String url() {
    return url;
  }

  List<Legacy> systems() {
    return List.of(
        new Legacy(1, rows(70_634), 10, 28, 60, rows(14_887), rows(2_464)),
        new Legacy(2, rows(71_130), 4, 0, 60, rows(14_973), rows(2_453)),
        new Legacy(3, 0, 0, 0, 300, rows(14_926), 0),
        new Legacy(7, rows(56_346), 1, 0, 400, rows(10_927), rows(10)));
  }

  private int rows(int whole) {
    return (whole + part - 1) / part;
  }

  static int points(Legacy system) {
    return system.id() == 7 ? 10 : 16;
  }

  long values() {
    return systems().stream()
        .mapToLong(it -> (long) (it.readings() - it.twice()) * points(it) - it.empty())
        .sum();
  }

  long aggregates() {
    return systems().stream()
        .mapToLong(
            it -> (long) it.intervals() * (it.id() == 3 ? 2 : it.id() == 7 ? 5 : 11) + it.richer())
        .sum();
  }

  void write() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "CREATE TABLE readings (id INTEGER PRIMARY KEY, system_id INTEGER, inverter_time INTEGER,"
              + " received_time INTEGER, "
              + String.join(" REAL, ", POWERS)
              + " REAL, battery_soc REAL, fault_code TEXT, fault_timestamp INTEGER,"
              + " generator_status INTEGER, "
              + String.join("_kwh_total REAL, ", ENERGIES)
              + "_kwh_total REAL)");
      statement.execute(
          "CREATE TABLE readings_agg_5m (system_id INTEGER, interval_end INTEGER, sample_count"
              + " INTEGER, "
              + means("solar_w")
              + means("load_w")
              + means("battery_w")
              + means("grid_w")
              + means("solar_inverter_w")
              + " battery_soc_last REAL, "
              + String.join("_kwh_total_last REAL, ", ENERGIES)
              + "_kwh_total_last REAL, solar_interval_wh REAL)");
      try (var row =
              connection.prepareStatement(
                  "INSERT INTO readings VALUES (NULL" + ", ?".repeat(19) + ")");
          var rows =
              connection.prepareStatement(
                  "INSERT INTO readings_agg_5m VALUES (?" + ", ?".repeat(25) + ")")) {
        for (Legacy system : systems()) {
          readings(system, row);
          intervals(system, rows);
        }
      }
      connection.commit();
    }
  }

  private static String means(String name) {
    return name + "_avg REAL, " + name + "_min REAL, " + name + "_max REAL, ";
  }

  private void readings(Legacy system, PreparedStatement row) throws SQLException {
    var random = new Random(system.id());
    long at = Instant.parse("2025-08-30T00:00:00Z").getEpochSecond() + system.id();
    double total = 1000 * system.id();
    int empty = system.empty();
    for (int i = 0; i < system.readings(); i++) {
      // The last instants stand there twice, with other values.
      at += i >= system.readings() - 2 * system.twice() && i % 2 == 1 ? 0 : system.every();
      int column = 1;
      row.setInt(column++, first + system.id());
      row.setLong(column++, at);
      row.setLong(column++, at + 2);
      for (int p = 0; p < POWERS.length; p++) {
        row.setDouble(column++, random.nextInt(50_000) / 7.0);
      }
      row.setDouble(column++, random.nextInt(1001) / 10.0);
      row.setString(column++, random.nextInt(20) == 0 ? "E" + random.nextInt(9) : "0");
      if (empty > 0 && i % 3 == 0) {
        empty--;
        row.setNull(column++, Types.INTEGER);
      } else {
        row.setLong(column++, at * 1000);
      }
      row.setInt(column++, random.nextInt(2));
      for (int e = 0; e < ENERGIES.length; e++) {
        total += random.nextInt(10) / 1000.0;
        row.setDouble(column++, total + e * 10_000);
      }
      row.addBatch();
      if (i % 5000 == 0) {
        row.executeBatch();
      }
    }
    row.executeBatch();
  }

  private void intervals(Legacy system, PreparedStatement row) throws SQLException {
    var random = new Random(system.id());
    long end = Instant.parse("2025-08-30T00:00:00Z").getEpochSecond();
    for (int i = 0; i < system.intervals(); i++) {
      end += 300;
      row.clearParameters();
      int column = 1;
      row.setInt(column++, first + system.id());
      row.setLong(column++, end);
      row.setInt(column++, system.id() == 3 ? 1 : 5);
      for (int p = 0; p <= MEANS.length; p++) {
        boolean extra = p < MEANS.length || i < system.richer();
        boolean there = p == 0 || (system.id() != 3 && extra);
        double watts = random.nextInt(50_000) / 7.0;
        for (int c = -1; c <= 1; c++) {
          number(row, column++, there, watts + (c == -1 ? 0 : c == 0 ? -5 : 5));
        }
      }
      number(row, column++, system.id() != 3, random.nextInt(1001) / 10.0);
      boolean totals = system.id() == 1 || system.id() == 2;
      for (int e = 0; e < ENERGIES.length; e++) {
        number(row, column++, totals, 1000 + i / 100.0);
      }
      number(row, column++, system.id() == 3, random.nextInt(400) / 3.0);
      row.addBatch();
      if (i % 5000 == 0) {
        row.executeBatch();
      }
    }
    row.executeBatch();
  }

  private static void number(PreparedStatement row, int column, boolean there, double number)
      throws SQLException {
    if (there) {
      row.setDouble(column, number);
    } else {
      row.setNull(column, Types.REAL);
    }
  }
}
