package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.replay.BatchReport;
import telemetry.deploy.replay.Recalculations;
import telemetry.recalculation.Batch;

/** {@code telemetry replay list}: the recalculations that are recorded. */
@Command(
    name = "list",
    description = "List the recalculations, the newest first.",
    footer = {"", "Example:", "  telemetry replay list --data-dir data"})
final class ReplayListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();

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
    try (Recalculations recalculations = pipeline.connect()) {
      List<Batch> batches = recalculations.newest(show);
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(
            new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(batches.stream().map(BatchReport::fields).toList()));
      } else {
        var table =
            new Table("batch", "kind", "state", "from", "to", "written", "who", "begun", "reason");
        for (Batch batch : batches) {
          Batch.Opening what = batch.opening();
          table.row(
              batch.id(),
              what.kind() + (what.undoes() == null ? "" : " of " + what.undoes()),
              batch.state(),
              what.scope().after(),
              what.scope().until(),
              batch.counts().written(),
              what.who(),
              batch.begunAt(),
              what.reason());
        }
        out.print(table.text());
      }
      out.flush();
    }
    return ExitStatus.OK;
  }
}
