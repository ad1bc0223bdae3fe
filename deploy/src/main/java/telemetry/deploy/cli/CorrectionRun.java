package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import telemetry.deploy.corrections.CorrectionPlan;
import telemetry.deploy.corrections.Corrections;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;

/** Sends a correction for somebody who watches, and tells what became of it. */
final class CorrectionRun {
  private CorrectionRun() {}

  static int run(
      Corrections corrections,
      String kind,
      Scope scope,
      List<Extent> log,
      CorrectionPlan plan,
      CorrectionOptions options,
      ReasonOptions reason,
      boolean json,
      CommandSpec spec)
      throws JsonProcessingException {
    @Nullable Batch batch = null;
    if (!options.dryRun()) {
      options.requireAllowed(plan);
      batch = corrections.run(kind, scope, reason.who(), reason.reason(), log, plan);
    }
    CorrectionText.tell(plan, batch, json, spec);
    if (batch == null) {
      options.requireAllowed(plan);
    } else {
      requireTables(corrections, options.patience());
    }
    return ExitStatus.OK;
  }

  static int undo(
      Corrections corrections, int id, ReasonOptions reason, boolean json, CommandSpec spec)
      throws JsonProcessingException {
    Corrections.Undone undone = corrections.undo(id, reason.who(), reason.reason());
    CorrectionText.tell(undone.plan(), undone.batch(), json, spec);
    requireTables(corrections, Duration.ofMinutes(1));
    return ExitStatus.OK;
  }

  static void requireTables(Corrections corrections, Duration patience) {
    corrections
        .awaitTables(patience)
        .ifPresent(
            lacking -> {
              throw new NotSoException(
                  "the correction is in the log, and not all rows know of it yet: " + lacking);
            });
  }
}
