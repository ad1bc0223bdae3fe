package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.rejected.RejectedRecord;
import telemetry.deploy.rejected.RejectedTopic;
import telemetry.deploy.run.Cluster;

/** {@code telemetry rejected list}: the refused records. */
@Command(
    name = "list",
    description = {
      "List the refused records, and how many there are of each reason.",
      "",
      "The newest are shown, the oldest of them first. 'back' says whether a record was sent back"
          + " since; if it was refused again, it stands here again."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry rejected list --system 6 --from 2025-11-11T00:00:00Z --data-dir data",
      "  telemetry rejected list --reason FUTURE,BAD_FIELD --json | jq '.records[].message'"
    })
final class RejectedListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogOptions log = new LogOptions();
  @Mixin private RejectedOptions which = new RejectedOptions();

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most. Default: ${DEFAULT-VALUE}")
  private int show;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    List<RejectedRecord> all;
    var filter = which.filter(List.of());
    try (Cluster cluster = log.connect();
        var scan = new TopicScan(cluster.kafka(), LogOptions.PATIENCE)) {
      all = RejectedTopic.read(scan, filter);
    }
    var reasons = new TreeMap<String, Integer>();
    all.forEach(record -> reasons.merge(record.reason(), 1, Integer::sum));
    List<RejectedRecord> shown = all.subList(Math.max(0, all.size() - show), all.size());
    var out = spec.commandLine().getOut();
    if (json) {
      var report = new TreeMap<String, Object>();
      report.put("reasons", reasons);
      report.put("records", shown.stream().map(RejectedRecord::fields).toList());
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else if (all.isEmpty()) {
      out.println("none");
    } else {
      var table = new Table("reason", "records");
      reasons.forEach(table::row);
      out.print(table.text() + "\n" + RejectedText.of(shown));
    }
    out.flush();
    return ExitStatus.OK;
  }
}
