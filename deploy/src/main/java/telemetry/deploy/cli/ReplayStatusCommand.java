package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import telemetry.deploy.replay.BatchReport;
import telemetry.deploy.replay.Recalculations;
import telemetry.recalculation.Batch;

/** {@code telemetry replay status}: one recalculation. */
@Command(
    name = "status",
    description = "Show a recalculation: who, why, which rows, how far, what became of them.",
    footer = {"", "Example:", "  telemetry replay status 7 --data-dir data"})
final class ReplayStatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();

  @Parameters(paramLabel = "BATCH", description = "Its number.")
  private int id;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    try (Recalculations recalculations = pipeline.connect()) {
      Batch batch = recalculations.find(id);
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(
            new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(BatchReport.fields(batch)));
      } else {
        out.print(PlanText.of(batch));
        if (!batch.state().isOver() && !recalculations.isRunning()) {
          out.println("  nobody runs it; go on with: telemetry replay resume " + id);
        }
      }
      out.flush();
    }
    return ExitStatus.OK;
  }
}
