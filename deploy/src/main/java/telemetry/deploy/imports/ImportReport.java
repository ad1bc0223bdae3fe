package telemetry.deploy.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import telemetry.model.ImportPlace;

/**
 * What became of an import.
 *
 * @param tables what became of each table
 * @param readings what was found of each system's readings
 * @param aggregates what was found of each system's 5-minute rows
 * @param problems the first rows that make no sense, and why
 * @param lacking what has not become rows in time, if something has not
 * @param answered systems whose rows the tables give
 */
public record ImportReport(
    List<ImportedTable> tables,
    List<SystemCheck> readings,
    List<SystemCheck> aggregates,
    List<String> problems,
    Optional<String> lacking,
    long answered) {
  private static final long HALF_AN_HOUR = 30 * 60_000L;
  private static final String IN_TIME = "done in less than 30 minutes";

  /**
   * A promise that was kept or not.
   *
   * @param text what was promised
   * @param met whether it was kept
   * @param seen how that was seen
   */
  public record Criterion(String text, boolean met, String seen) {}

  /** Copies. */
  public ImportReport {
    tables = List.copyOf(tables);
    readings = List.copyOf(readings);
    aggregates = List.copyOf(aggregates);
    problems = List.copyOf(problems);
  }

  /** Every criterion, whether it is met, and how that was seen. */
  public List<Criterion> criteria() {
    var criteria = new ArrayList<Criterion>();
    criteria.add(whole("all historical readings are in the log of readings", readings));
    criteria.add(whole("all 5-minute aggregates are in telemetry_agg_5m", aggregates));
    criteria.add(counts());
    List<SystemCheck> all = checks();
    long samples = all.stream().mapToLong(SystemCheck::samples).sum();
    long right = all.stream().mapToLong(SystemCheck::samplesRight).sum();
    criteria.add(
        new Criterion(
            "spot checks pass", right == samples, right + " of " + samples + " random rows"));
    long inRange = all.stream().filter(SystemCheck::isRangeWhole).count();
    criteria.add(
        new Criterion(
            "first and last instants are there",
            inRange == all.size(),
            inRange + " of " + all.size() + " systems and tables"));
    long refused = places().mapToLong(ImportPlace::refused).sum();
    criteria.add(new Criterion("no data is lost", refused == 0, refused + " rows make no sense"));
    long millis = places().mapToLong(ImportPlace::millis).sum();
    criteria.add(new Criterion(IN_TIME, millis < HALF_AN_HOUR, seconds(millis)));
    criteria.add(
        new Criterion(
            "no interruption of service: all that is in the log has become rows",
            lacking.isEmpty(),
            lacking.orElse("every stage is at the end of its log")));
    long systems = all.stream().mapToInt(SystemCheck::systemId).distinct().count();
    criteria.add(
        new Criterion(
            "queries answer for every system",
            answered >= systems,
            answered + " of " + systems + " systems have rows"));
    boolean done = places().allMatch(ImportPlace::done);
    criteria.add(
        new Criterion("it is on record", done, "telemetry.control holds the place of every table"));
    return criteria;
  }

  private static Criterion whole(String text, List<SystemCheck> checks) {
    long wanted = checks.stream().mapToLong(SystemCheck::wantedValues).sum();
    long found = checks.stream().mapToLong(SystemCheck::foundValues).sum();
    return new Criterion(
        text,
        checks.stream().allMatch(it -> it.foundInstants() == it.wanted()) && wanted == found,
        "%,d of %,d".formatted(found, wanted));
  }

  private Stream<ImportPlace> places() {
    return tables.stream().map(ImportedTable::place);
  }

  private Criterion counts() {
    return new Criterion(
        "row counts match",
        tables.stream().allMatch(ImportedTable::isWhole),
        tables.stream().map(ImportedTable::said).collect(Collectors.joining("; ")));
  }

  private List<SystemCheck> checks() {
    var all = new ArrayList<>(readings);
    all.addAll(aggregates);
    return all;
  }

  /** Whether every criterion is met that says what came; a slow import may be right. */
  public boolean isRight() {
    return criteria().stream().allMatch(it -> it.met() || it.text().equals(IN_TIME));
  }

  private static String seconds(long millis) {
    return "%.1f s".formatted(millis / 1000.0);
  }

  /** For programs. */
  public Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("tables", tables.stream().map(ImportedTable::fields).toList());
    fields.put("readings", readings.stream().map(SystemCheck::fields).toList());
    fields.put("aggregates", aggregates.stream().map(SystemCheck::fields).toList());
    fields.put("problems", problems);
    fields.put("criteria", criteria());
    fields.put("right", isRight());
    return fields;
  }
}
