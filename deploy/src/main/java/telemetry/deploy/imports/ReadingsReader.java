package telemetry.deploy.imports;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.vendors.Decoded;
import telemetry.vendors.csv.Columns;
import telemetry.vendors.csv.CsvDecoder;
import telemetry.vendors.csv.CsvFormat;
import telemetry.vendors.csv.CsvPlan;
import telemetry.vendors.csv.Mapping;

/**
 * Legacy readings: raw records as {@code ingest file} would send them, and what the decoder of the
 * running pipeline will make of each.
 */
final class ReadingsReader implements LegacyReader {
  private static final RawPosition NOWHERE = new RawPosition(0, 0);

  private final CsvDecoder decoder = new CsvDecoder();
  private final SystemColumn systems;
  private final Map<Integer, String> types = new TreeMap<>();
  private final String header;
  private final Instant receivedAt;

  /**
   * Of a table.
   *
   * @throws ImportException naming every column that a mapping lacks
   */
  ReadingsReader(LegacyTable table, Map<Integer, Mapping> mappings, Instant receivedAt) {
    this.systems = new SystemColumn(table, mappings.keySet());
    this.header = table.header();
    this.receivedAt = receivedAt;
    var problems = new ArrayList<String>();
    mappings.forEach(
        (system, mapping) -> {
          types.put(system, CsvFormat.contentType(mapping));
          if (CsvPlan.of(mapping, header) instanceof CsvPlan.Result.Wrong wrong) {
            wrong.problems().forEach(it -> problems.add("system " + system + ", " + it));
          } else {
            mapping.rules().stream()
                .map(Mapping.Rule::columns)
                .filter(Columns.Named.class::isInstance)
                .map(columns -> ((Columns.Named) columns).name())
                .filter(name -> !table.columns().contains(name))
                .forEach(
                    name ->
                        problems.add(
                            "system %d: wanted the column %s, found none".formatted(system, name)));
          }
        });
    if (!problems.isEmpty()) {
      throw new ImportException(table.name() + ":\n  " + String.join("\n  ", problems));
    }
  }

  @Override
  public String meaning() {
    return header + "\n" + types;
  }

  @Override
  public Read read(List<String> cells, String line) {
    int system;
    try {
      system = systems.of(cells);
    } catch (IllegalArgumentException e) {
      return Read.wrong(0, null, String.valueOf(e.getMessage())); // What the row holds is wrong.
    }
    String type = types.get(system);
    if (type == null) {
      return Read.OTHER;
    }
    byte[] body = (header + "\n" + line).getBytes(StandardCharsets.UTF_8);
    var raw = new RawReading(system, CsvDecoder.VENDOR, receivedAt, type, body);
    Decoded decoded = decoder.decode(raw, NOWHERE);
    if (decoded instanceof Decoded.Accepted accepted && accepted.polls().size() == 1) {
      var poll = accepted.polls().get(0);
      return new Read(system, poll.measuredAt().toEpochMilli(), raw, poll, List.of(), null);
    }
    return Read.wrong(
        system,
        raw,
        decoded instanceof Decoded.Rejected rejected ? rejected.rejection().text() : "no poll");
  }
}
