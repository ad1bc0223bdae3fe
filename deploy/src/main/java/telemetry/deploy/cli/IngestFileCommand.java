package telemetry.deploy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import telemetry.deploy.run.Roles;
import telemetry.gateway.file.FeedSummary;
import telemetry.gateway.file.FileIngest;
import telemetry.gateway.file.MappingFile;
import telemetry.gateway.file.ProgressBar;

/** {@code telemetry ingest file}: recorded files. */
@Command(
    name = "file",
    description = {
      "Feed recorded files the way a gateway would, in their order.",
      "",
      "Without a mapping, each line is a body of the vendor (NDJSON). With one, the file is a wide"
          + " CSV; the mapping says what its columns mean. Plain or gzip; - is standard input. A line"
          + " for an instant that was sent before is a correction."
    },
    footer = {
      "",
      "A mapping (the first rule that matches a column counts; times: seconds, millis, iso):",
      "  time: {column: timestamp, unit: seconds}",
      "  points:",
      "    - {match: '.*_Wh', kind: COUNTER, unit: Wh}",
      "    - {column: sun_kWh, point: sun_Wh, kind: COUNTER, unit: Wh, factor: 1000}",
      "    - {column: comment, skip: true}",
      "    - {match: '.*', kind: GAUGE, unit: W}",
      "",
      "Examples:",
      "  telemetry ingest file --data-dir data --system 6 --mapping home.yaml home.csv.gz",
      "  telemetry ingest file --data-dir data --system 2 --vendor selectronic bodies.ndjson",
      "  zcat old/*.gz | telemetry ingest file --data-dir data --system 2 -"
    })
final class IngestFileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
  private @Nullable Path dataDir;

  @Option(
      names = "--system",
      required = true,
      paramLabel = "ID",
      description = "The system that the files speak of.")
  private int system;

  @Option(
      names = "--vendor",
      paramLabel = "NAME",
      description = "Whose bodies they are. Default: as the system is declared, csv with a mapping")
  private @Nullable String vendor;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "What the columns of a wide CSV mean, in YAML.")
  private @Nullable Path mapping;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files, or -.")
  private List<String> files = List.of();

  @Override
  public Integer call() throws InterruptedException {
    Log.forPerson(options.verbose());
    if (system < 1) {
      throw new UsageException("--system: wanted an id from 1, found " + system);
    }
    Map<String, String> settings =
        new TreeMap<>(
            RequiredEndpoints.require(
                options.given(dataDir), RequiredEndpoints.KAFKA, RequiredEndpoints.REGISTRY));
    // One file of settings may serve every command: a role's own are not for this one.
    settings.keySet().removeAll(Roles.known());
    FeedSummary summary =
        new FileIngest(settings, Clock.systemUTC())
            .feed(
                system,
                vendor,
                mapping == null ? null : MappingFile.read(mapping),
                files,
                System.in,
                new ProgressBar(System.err, Boolean.getBoolean("telemetry.terminal")));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d records in telemetry.raw, %,d blank lines skipped, %.1f s",
            summary.records(),
            summary.blankLines(),
            summary.elapsed().toMillis() / 1000.0));
    if (!summary.complete()) {
      throw new NotSoException("not all was sent: " + summary.problem().orElse(""));
    }
    return ExitStatus.OK;
  }
}
