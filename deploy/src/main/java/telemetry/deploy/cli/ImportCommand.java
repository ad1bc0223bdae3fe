package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.imports.CsvTable;
import telemetry.deploy.imports.ImportException;
import telemetry.deploy.imports.ImportReport;
import telemetry.deploy.imports.ImportRequest;
import telemetry.deploy.imports.JdbcTable;
import telemetry.deploy.imports.LegacyImport;
import telemetry.deploy.imports.LegacyMapping;
import telemetry.deploy.imports.LegacyTable;
import telemetry.gateway.file.ProgressBar;
import telemetry.settings.Secret;

/** {@code telemetry import}: history from a legacy database. */
@Command(
    name = "import",
    description = {
      "Bring history home from a legacy database of wide tables, and look whether all of it came.",
      "",
      "A table of readings has one row a poll (readings); a table of aggregates one row an interval"
          + " of 5 minutes (readings_agg_5m). They are read from PostgreSQL, SQLite or files of CSV,"
          + " in the order of systems and time, and never written to. Readings go the way of all"
          + " readings; aggregates become rows of origin IMPORT, and where readings give a row, that"
          + " one stays.",
      "",
      "What the pipeline has is skipped. Each batch and the place behind it are one transaction:"
          + " interrupted in whatever way, the same command goes on without a gap and without a"
          + " double; with other mappings, systems or rows it is refused, and wants another --name. Then the source is read once more and compared: counts, ranges, and random rows"
          + " value by value. Status 1 if a criterion is not met."
    },
    footer = {
      "",
      "Mappings that ship with it: selectronic, fronius, enphase; or a file:",
      "  readings:                      # as of ingest file; and point, factor",
      "    source: selectronic.point",
      "    time: {column: inverter_time, unit: seconds}",
      "    points:",
      "      - {column: solar_kwh_total, point: solar_wh_total, kind: COUNTER, unit: Wh, factor:"
          + " 1000}",
      "      - {match: '.*', skip: true}",
      "  aggregates:",
      "    time: {column: interval_end, unit: seconds}",
      "    samples: sample_count",
      "    points:",
      "      - {point: solar_w, kind: GAUGE, unit: W, avg: solar_w_avg, min: solar_w_min, max:"
          + " solar_w_max}",
      "",
      "Examples:",
      "  telemetry import --jdbc jdbc:sqlite:dev.db --map 1=selectronic,2=selectronic \\",
      "    --map 3=enphase,7=fronius --data-dir data",
      "  telemetry import --readings readings.csv.gz --map 7=fronius --json --data-dir data"
    })
final class ImportCommand implements Callable<Integer> {
  private static final Pattern PASSWORD = Pattern.compile("(?i)[?&]password=|//[^/?]*:[^/?]*@");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();

  @Option(
      names = "--map",
      required = true,
      split = ",",
      paramLabel = "ID=MAPPING",
      description = "What the rows of a system mean. Other systems are left. May be repeated.")
  private Map<Integer, String> mappings = new LinkedHashMap<>();

  @Option(
      names = "--jdbc",
      paramLabel = "URL",
      description =
          "The legacy database: jdbc:sqlite:FILE or jdbc:postgresql:…; one with a password by"
              + " reference only: env:NAME or file:PATH of the URL.")
  private @Nullable String jdbc;

  @Option(
      names = "--readings",
      paramLabel = "TABLE|FILE",
      description = "The table of readings, or its file of CSV. Default with --jdbc: readings")
  private @Nullable String readings;

  @Option(
      names = "--aggregates",
      paramLabel = "TABLE|FILE",
      description = "The table of aggregates. Default with --jdbc: readings_agg_5m")
  private @Nullable String aggregates;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "legacy",
      description = "What its places are remembered under. Default: ${DEFAULT-VALUE}")
  private String name = "legacy";

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Rows to a checkpoint. Default: ${DEFAULT-VALUE}")
  private int batch;

  @Option(
      names = "--rows-per-second",
      paramLabel = "N",
      defaultValue = "100000",
      description = "The most rows to send in a second, so that live readings are not held up.")
  private int perSecond;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "10",
      description = "Random rows of each system to compare. Default: ${DEFAULT-VALUE}")
  private int samples;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "2m",
      converter = DurationText.class,
      description =
          "Rows are waited for while they come; how long none may. Default: ${DEFAULT-VALUE}")
  private Duration patience = Duration.ofMinutes(2);

  @Option(names = "--validate-only", description = "Compare; send nothing.")
  private boolean validateOnly;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    ImportRequest request = request();
    var out = spec.commandLine().getOut();
    ImportReport report =
        new LegacyImport(pipeline.settings(), Clock.systemUTC())
            .run(
                request,
                !validateOnly,
                new ProgressBar(System.err, Boolean.getBoolean("telemetry.terminal")));
    if (json) {
      out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.fields()));
    } else {
      out.print(ImportText.of(report));
    }
    out.flush();
    if (!report.isRight()) {
      throw new NotSoException("not every criterion is met");
    }
    return ExitStatus.OK;
  }

  /** Its URL; what is wrong is said without it, since it may hold a password. */
  private @Nullable String source(List<String> problems) {
    if (jdbc == null) {
      return null;
    }
    try {
      String url = Secret.resolve("--jdbc", jdbc);
      if (!url.startsWith("jdbc:sqlite:") && !url.startsWith("jdbc:postgresql:")) {
        problems.add("--jdbc: wanted jdbc:sqlite:FILE or jdbc:postgresql:…, found another");
      } else if (!Secret.isReference(jdbc) && PASSWORD.matcher(url).find()) {
        problems.add(
            "--jdbc: wanted a URL with a password as env:NAME or file:PATH, found the password");
      }
      return url;
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private ImportRequest request() {
    var problems = new ArrayList<String>();
    if (jdbc == null && readings == null && aggregates == null) {
      problems.add("--jdbc, --readings, --aggregates: wanted a source, found none");
    }
    String source = source(problems);
    if (batch < 1 || perSecond < 1 || samples < 0) {
      problems.add("--batch, --rows-per-second: wanted 1 or more; --samples: 0 or more");
    }
    if (!name.matches("[A-Za-z0-9._-]{1,60}")) {
      problems.add("--name: wanted letters, digits, dots and dashes, found " + name);
    }
    var read = new LinkedHashMap<Integer, LegacyMapping>();
    mappings.forEach(
        (system, mapping) -> {
          try {
            read.put(system, LegacyMapping.read(mapping));
          } catch (ImportException e) {
            problems.add(String.valueOf(e.getMessage()));
          }
        });
    if (!problems.isEmpty()) {
      throw new UsageException("nothing was imported", problems);
    }
    return new ImportRequest(
        name,
        table(source, readings, "readings", read, false),
        table(source, aggregates, "readings_agg_5m", read, true),
        read,
        batch,
        perSecond,
        samples,
        patience);
  }

  private @Nullable LegacyTable table(
      @Nullable String source,
      @Nullable String given,
      String usual,
      Map<Integer, LegacyMapping> read,
      boolean ofAggregates) {
    Set<String> times = new TreeSet<>();
    for (LegacyMapping mapping : read.values()) {
      var of = mapping.readings();
      var rows = mapping.aggregates();
      if (!ofAggregates && of != null) {
        times.add(of.time().column());
      } else if (ofAggregates && rows != null) {
        times.add(rows.time().column());
      }
    }
    if (times.isEmpty() || (source == null && given == null)) {
      return null;
    }
    if (source == null) {
      return new CsvTable(Path.of(String.valueOf(given)));
    }
    if (times.size() > 1) {
      throw new ImportException("mappings: wanted one column of time, found " + times);
    }
    List<String> order = List.of("system_id", times.iterator().next());
    return new JdbcTable(source, given == null ? usual : given, order);
  }
}
