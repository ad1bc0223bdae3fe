package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import telemetry.deploy.replay.Recalculations;

/** {@code telemetry replay resume}: goes on where a recalculation was left. */
@Command(
    name = "resume",
    description = {
      "Go on with a recalculation that was interrupted or cancelled.",
      "",
      "It reads the log up to where it ended when it was begun, so that the answer is that of one"
          + " undisturbed pass."
    },
    footer = {"", "Example:", "  telemetry replay resume 7 --data-dir data"})
final class ReplayResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();

  @Parameters(paramLabel = "BATCH", description = "Its number.")
  private int id;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    try (Recalculations recalculations = pipeline.connect()) {
      return RecalculationRun.run(recalculations, recalculations.reopen(id), json, spec);
    }
  }
}
