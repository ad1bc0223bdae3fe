package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.verify.WholeVerification;
import telemetry.sink.verify.Finding;
import telemetry.sink.verify.Scope;
import telemetry.sink.verify.Verification.Result;

/** {@code telemetry verify}: whether the tables hold what they must. */
@Command(
    name = "verify",
    description = {
      "Check the tables against what must be so: the columns of each kind, the roll-ups against their"
          + " 5-minute rows, the counters against their own totals, that each row has its point;"
          + " and derive some rows again from the log of readings.",
      "",
      "It changes nothing. While rows are on their way, one table may know what another does not yet:"
          + " what is found counts only if it is still the same when the patience is over. Status 1"
          + " if anything is. With --every it goes on until it is stopped, and tells what it finds as"
          + " the metrics telemetry_verify_found and telemetry_verify_at."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry verify --data-dir data",
      "  telemetry verify --system 6 --from 2026-11-01T00:00:00Z --to 2026-12-01T00:00:00Z",
      "  telemetry verify --data-dir data --json | jq '.checks[] | select(.found > 0)'",
      "  telemetry verify --config /etc/telemetry/sink.properties --every 1h --set ops.port=9102"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
  private @Nullable Path dataDir;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Rows whose interval ends after this: 2026-11-01T00:00:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "Rows whose interval ends at or before this.")
  private @Nullable Instant to;

  @Option(names = "--system", paramLabel = "ID", description = "Rows of this system.")
  private @Nullable Integer system;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationText.class,
      description = "How long what is found must stay so: 0s, 10s. Default: ${DEFAULT-VALUE}")
  private Duration patience = Duration.ofSeconds(10);

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "100",
      description = {
        "How many rows to derive again from the log of readings; 0 looks into the database alone."
            + " Default: ${DEFAULT-VALUE}"
      })
  private int sample;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Go on, this long after each time: 1h.")
  private @Nullable Duration every;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "How much each check shows at most. Default: ${DEFAULT-VALUE}")
  private int show;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException, InterruptedException {
    Map<String, String> settings = settings();
    var verification =
        new WholeVerification(settings, new Scope(from, to, system), show, patience, sample);
    if (every != null) {
      Duration between = every;
      return RoleProcess.run(settings, roles -> List.of(roles.verify(verification::run, between)));
    }
    Log.forPerson(options.verbose());
    List<Result> results = verification.run();
    PrintWriter out = spec.commandLine().getOut();
    boolean ok = results.stream().allMatch(result -> result.found() == 0);
    if (json) {
      var report = new LinkedHashMap<String, Object>();
      report.put("ok", ok);
      report.put("checks", results.stream().map(VerifyCommand::fields).toList());
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      out.print(text(results));
    }
    return ok ? ExitStatus.OK : ExitStatus.NOT_SO;
  }

  private Map<String, String> settings() {
    Map<String, String> given = options.given(dataDir);
    return sample > 0
        ? RequiredEndpoints.require(
            given, RequiredEndpoints.KAFKA, RequiredEndpoints.REGISTRY, RequiredEndpoints.DATABASE)
        : RequiredEndpoints.require(given, RequiredEndpoints.DATABASE);
  }

  private static String text(List<Result> results) {
    var table = new Table("check", "found", "what must be so");
    results.forEach(result -> table.row(result.check(), result.found(), result.says()));
    var text = new StringBuilder(table.text());
    for (Result result : results) {
      if (result.found() > 0) {
        text.append("\n%s: %d\n".formatted(result.check(), result.found()));
        result.shown().forEach(finding -> text.append("  ").append(line(finding)).append('\n'));
      }
    }
    return text.toString();
  }

  private static String line(Finding finding) {
    return (finding.systemId() == null ? "" : finding.systemId() + "/" + finding.point() + " ")
        + (finding.at() == null ? "" : finding.at() + " ")
        + finding.text();
  }

  private static Map<String, Object> fields(Result result) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("check", result.check());
    fields.put("says", result.says());
    fields.put("found", result.found());
    fields.put("shown", result.shown().stream().map(VerifyCommand::fields).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Finding finding) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("system", finding.systemId());
    fields.put("point", finding.point());
    fields.put("at", finding.at() == null ? null : finding.at().toString());
    fields.put("text", finding.text());
    return fields;
  }
}
