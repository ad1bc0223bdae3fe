package telemetry.deploy.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A recorded day of the home, one row a minute from midnight, that is told of any day: the row of
 * the same minute, with its totals grown by a day's growth for each day since.
 */
final class HomeRecording {
  private static final String CSV = "home.csv.gz";
  private static final String MAPPING = "home.yaml";
  private static final LocalDate DAY = LocalDate.of(2026, 1, 11);
  private static final Set<String> TOTALS =
      Set.of(
          "powerflow_E_Year",
          "powerflow_E_Total",
          "meter_EnergyReal_WAC_Sum_Produced",
          "meter_EnergyReal_WAC_Sum_Consumed");

  private final List<String> columns;
  private final List<String[]> rows;

  private HomeRecording(List<String> columns, List<String[]> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  static HomeRecording read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(resource(CSV)), StandardCharsets.UTF_8))) {
      List<String[]> all = lines.lines().map(line -> line.split(",", -1)).toList();
      return new HomeRecording(List.of(all.get(0)), all.subList(1, all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(CSV + ": wanted the recording, cannot read it", e);
    }
  }

  /** Writes what its columns mean to a file. */
  static void writeMapping(Path file) throws IOException {
    try (InputStream mapping = resource(MAPPING)) {
      Files.write(file, mapping.readAllBytes());
    }
  }

  private static InputStream resource(String name) {
    InputStream found = HomeRecording.class.getResourceAsStream(name);
    if (found == null) {
      throw new IllegalStateException(name + ": wanted it beside " + HomeRecording.class);
    }
    return found;
  }

  String header() {
    return String.join(",", columns);
  }

  /** The row of a whole minute. */
  String at(Instant minute) {
    ZonedDateTime local = minute.atZone(DemoSystems.ZONE);
    long days = local.toLocalDate().toEpochDay() - DAY.toEpochDay();
    String[] row = rows.get(local.getHour() * 60 + local.getMinute()).clone();
    for (int i = 0; i < row.length; i++) {
      String column = columns.get(i);
      if (column.equals("timestamp")) {
        row[i] = Long.toString(minute.getEpochSecond());
      } else if (TOTALS.contains(column)) {
        row[i] = Long.toString(Math.round(number(row, i) + days * growth(i)));
      }
    }
    return String.join(",", row);
  }

  private double growth(int column) {
    return Math.ceil(number(rows.get(rows.size() - 1), column) - number(rows.get(0), column));
  }

  private static double number(String[] row, int column) {
    return Double.parseDouble(row[column]);
  }
}
