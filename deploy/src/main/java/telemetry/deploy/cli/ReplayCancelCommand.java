package telemetry.deploy.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import telemetry.deploy.replay.Recalculations;

/** {@code telemetry replay cancel}: stops a recalculation. */
@Command(
    name = "cancel",
    description = {
      "Stop a recalculation after the piece at hand.",
      "",
      "What it has done stands; it may be resumed, or undone."
    },
    footer = {"", "Example:", "  telemetry replay cancel 7 --data-dir data"})
final class ReplayCancelCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();

  @Parameters(paramLabel = "BATCH", description = "Its number.")
  private int id;

  @Override
  public Integer call() {
    try (Recalculations recalculations = pipeline.connect()) {
      spec.commandLine().getOut().printf("batch %d %s%n", id, recalculations.cancel(id).state());
    }
    return ExitStatus.OK;
  }
}
