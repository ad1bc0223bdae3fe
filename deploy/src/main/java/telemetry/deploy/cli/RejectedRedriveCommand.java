package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.rejected.Redrive;
import telemetry.deploy.rejected.RejectedFilter;
import telemetry.deploy.rejected.RejectedRecord;
import telemetry.deploy.rejected.RejectedTopic;
import telemetry.deploy.run.Cluster;

/** {@code telemetry rejected redrive}: sends refused records back. */
@Command(
    name = "redrive",
    description = {
      "Send refused records back to where they came from: topic, key and bytes as they were.",
      "",
      "Each goes back once: a second redrive does nothing, also after a crash. It counts as received"
          + " now; where newer corrections of the same polls came since, use replay run --source raw,"
          + " which knows the order. A record that is refused again may be sent again.",
      "Status 1 if some could not be sent."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry rejected redrive --reason FUTURE --to 2025-11-11T00:00:00Z --dry-run --data-dir"
          + " data",
      "  telemetry rejected redrive 2/17 2/19 --data-dir data",
      "  telemetry rejected redrive --all --data-dir data"
    })
final class RejectedRedriveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogOptions log = new LogOptions();
  @Mixin private RejectedOptions which = new RejectedOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "PLACE",
      description = "These, as rejected list shows them: 2/17.")
  private List<String> places = new ArrayList<>();

  @Option(names = "--all", description = "Every record that is waiting.")
  private boolean all;

  @Option(names = "--dry-run", description = "Say which would be sent; send nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    RejectedFilter filter = which.filter(places);
    if (filter.isAll() != all) {
      throw new UsageException(
          "which records: wanted --all, or places, or --reason, --system, --from, --to; found "
              + (all ? "both" : "neither"));
    }
    Redrive.Outcome outcome;
    try (Cluster cluster = log.connect()) {
      outcome = dryRun ? wouldBe(cluster, filter) : run(cluster, filter);
    }
    tell(outcome);
    if (!outcome.lost().isEmpty()) {
      throw new NotSoException(
          "%d records cannot be sent: their bytes, or where they came from, are gone"
              .formatted(outcome.lost().size()));
    }
    return ExitStatus.OK;
  }

  private static Redrive.Outcome run(Cluster cluster, RejectedFilter filter) {
    try (var redrive = new Redrive(cluster.kafka())) {
      return redrive.run(filter);
    }
  }

  private static Redrive.Outcome wouldBe(Cluster cluster, RejectedFilter filter) {
    try (var scan = new TopicScan(cluster.kafka(), LogOptions.PATIENCE)) {
      List<RejectedRecord> records = RejectedTopic.read(scan, filter);
      return new Redrive.Outcome(
          records.stream().filter(record -> !record.redriven()).toList(),
          records.stream().filter(RejectedRecord::redriven).toList(),
          List.of());
    }
  }

  private void tell(Redrive.Outcome outcome) throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    if (json) {
      var report = new LinkedHashMap<String, Object>();
      report.put("dryRun", dryRun);
      report.put("sent", outcome.sent().stream().map(RejectedRecord::fields).toList());
      report.put("before", outcome.before().size());
      report.put("lost", outcome.lost().stream().map(RejectedRecord::fields).toList());
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      if (dryRun && !outcome.sent().isEmpty()) {
        out.print(RejectedText.of(outcome.sent()));
      }
      out.printf(
          "%d %s, %d went back before%n",
          outcome.sent().size(), dryRun ? "would be sent" : "sent", outcome.before().size());
    }
    out.flush();
  }
}
