package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import telemetry.deploy.corrections.Corrections;
import telemetry.deploy.replay.Recalculations;

/** {@code telemetry replay undo}: takes a recalculation back. */
@Command(
    name = "undo",
    description = {
      "Write back what a recalculation replaced.",
      "",
      "Of amend, void and points merge, the polls say again what they said. A row that something newer has written since stays, and is named. Rows that were added"
          + " become empty. An undo is a recalculation too, and may be undone."
    },
    footer = {"", "Example:", "  telemetry replay undo 7 --reason 'wrong day' --data-dir data"})
final class ReplayUndoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private ReasonOptions reason = new ReasonOptions();

  @Parameters(paramLabel = "BATCH", description = "Its number.")
  private int id;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    String why = reason.reason();
    try (var corrections = new Corrections(pipeline.settings(), Clock.systemUTC())) {
      if (corrections.isOne(id)) {
        return CorrectionRun.undo(corrections, id, reason, json, spec);
      }
    }
    try (Recalculations recalculations = pipeline.connect()) {
      return RecalculationRun.run(
          recalculations, recalculations.openUndo(id, reason.who(), why), json, spec);
    }
  }
}
