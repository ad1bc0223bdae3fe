package telemetry.deploy.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Interval;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.vendors.Timestamps;
import telemetry.vendors.csv.Mapping;

/** Legacy rows of 5 minutes: one row a point, that knows less than any that was computed. */
final class AggregatesReader implements LegacyReader {
  private static final Revision LEAST = new Revision(0, 0, 0);

  private final SystemColumn systems;
  private final Map<Integer, AggregateMapping> mappings;
  private final Map<String, Integer> columns;
  private final String header;

  /**
   * Of a table.
   *
   * @throws ImportException naming every column that a mapping lacks
   */
  AggregatesReader(LegacyTable table, Map<Integer, AggregateMapping> mappings) {
    this.systems = new SystemColumn(table, mappings.keySet());
    this.mappings = new TreeMap<>(mappings);
    this.columns = SystemColumn.indexes(table);
    this.header = table.header();
    var problems = new ArrayList<String>();
    mappings.forEach(
        (system, mapping) -> {
          var wanted = new ArrayList<@Nullable String>();
          wanted.add(mapping.time().column());
          wanted.add(mapping.samples());
          mapping
              .points()
              .forEach(
                  it -> {
                    wanted.add(it.avg());
                    wanted.add(it.min());
                    wanted.add(it.max());
                    wanted.add(it.last());
                    wanted.add(it.delta());
                  });
          wanted.stream()
              .filter(name -> name != null && !columns.containsKey(name))
              .forEach(
                  name ->
                      problems.add(
                          "system %d: wanted the column %s, found none".formatted(system, name)));
        });
    if (!problems.isEmpty()) {
      throw new ImportException(table.name() + ":\n  " + String.join("\n  ", problems));
    }
  }

  @Override
  public String meaning() {
    return header + "\n" + mappings;
  }

  @Override
  public Read read(List<String> cells, String line) {
    int system = 0;
    try {
      system = systems.of(cells);
      AggregateMapping mapping = mappings.get(system);
      if (mapping == null) {
        return Read.OTHER;
      }
      if (cells.size() != columns.size()) {
        throw new IllegalArgumentException(
            "wanted " + columns.size() + " cells, found " + cells.size());
      }
      Instant end = end(mapping.time(), cells);
      var rows = new ArrayList<Aggregate>();
      for (AggregateColumns point : mapping.points()) {
        row(system, end, mapping, point, cells).ifPresent(rows::add);
      }
      return new Read(system, end.toEpochMilli(), null, null, rows, null);
    } catch (IllegalArgumentException e) {
      // What the row holds is wrong: the answer, not an accident.
      return Read.wrong(system, null, String.valueOf(e.getMessage()));
    }
  }

  private Instant end(Mapping.Time time, List<String> cells) {
    String cell = cell(time.column(), cells);
    Instant end =
        (switch (time.unit()) {
              case SECONDS -> Timestamps.unix(cell, 1000);
              case MILLIS -> Timestamps.unix(cell, 1);
              case ISO -> Timestamps.iso(cell);
            })
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        time.column() + ": wanted an instant, found '" + cell + "'"));
    if (end.toEpochMilli() % Interval.MILLIS != 0) {
      throw new IllegalArgumentException(
          time.column() + ": wanted the end of an interval of 5 minutes, found " + end);
    }
    return end;
  }

  private Optional<Aggregate> row(
      int system,
      Instant end,
      AggregateMapping mapping,
      AggregateColumns point,
      List<String> cells) {
    Double avg = number(point.avg(), point.factor(), cells);
    Double min = number(point.min(), point.factor(), cells);
    Double max = number(point.max(), point.factor(), cells);
    Double last = number(point.last(), point.factor(), cells);
    Double delta = number(point.delta(), point.factor(), cells);
    if (avg == null && min == null && max == null && last == null && delta == null) {
      return Optional.empty();
    }
    Double samples = number(mapping.samples(), 1, cells);
    return Optional.of(
        new Aggregate(
            new PointKey(system, point.point()),
            point.kind(),
            point.unit(),
            end.minusMillis(Interval.MILLIS),
            end,
            avg,
            min,
            max,
            last,
            null,
            delta,
            null,
            samples == null ? 1 : samples.intValue(),
            0,
            0,
            Quality.GOOD,
            Status.SETTLED,
            LEAST,
            Origin.IMPORT));
  }

  private String cell(String column, List<String> cells) {
    return cells.get(columns.getOrDefault(column, 0)).strip();
  }

  private @Nullable Double number(@Nullable String column, double factor, List<String> cells) {
    String cell = column == null ? "" : cell(column, cells);
    if (cell.isEmpty()) {
      return null;
    }
    try {
      return Double.parseDouble(cell) * factor;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(column + ": wanted a number, found '" + cell + "'", e);
    }
  }
}
