package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.replay.Recalculations;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;
import telemetry.replay.kafka.LateDrain;

/** {@code telemetry replay run}: writes what a plan says. */
@Command(
    name = "run",
    description = {
      "Recompute rows and write those that differ.",
      "",
      "Rows that know more than the log did at the call are left. Interrupted, it can be resumed; a"
          + " second run changes nothing. With --expect-rows or --max-rows it plans first, and"
          + " writes nothing if the plan is not so.",
      "",
      "With --source raw, today's decoders read the raw bytes again; what they say otherwise is sent"
          + " to the readings as corrections and voids, and the rows follow. With --rollups, hours"
          + " and days are cut anew, as after a change of time zone."
    },
    footer = {
      "",
      "Example:",
      "  telemetry replay run --from 2025-11-11T00:00:00Z --to 2025-11-12T00:00:00Z \\",
      "    --expect-rows 2304 --reason 'powers were nulled by a migration' --data-dir data",
      "  telemetry replay run --late --reason 'before the month is billed' --data-dir data"
    })
final class ReplayRunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private ScopeOptions options = new ScopeOptions();
  @Mixin private ReasonOptions reason = new ReasonOptions();

  @Option(
      names = "--late",
      description = "Bring home what came late, and nothing else: no range, no database.")
  private boolean late;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    if (late) {
      return drainLate();
    }
    Scope scope = options.scope();
    String why = reason.reason();
    try (Recalculations recalculations = pipeline.connect()) {
      List<Extent> log = recalculations.extents(options.source());
      RecalculationRun.awaitTables(recalculations, options.patience(), spec);
      if (options.expectRows() != null || options.maxRows() != null) {
        RecalculationRun.plan(recalculations, options, log)
            .refusal(options.expectRows(), options.maxRows())
            .ifPresent(
                refusal -> {
                  throw new NotSoException(refusal + "; nothing is written");
                });
      }
      Batch batch =
          recalculations.open(options.source(), scope, options.chunk(), log, reason.who(), why);
      return RecalculationRun.run(recalculations, batch, json, spec);
    }
  }

  /** The streams role does the same every so often. */
  private int drainLate() {
    if (!options.isOpen()) {
      throw new UsageException("--late: wanted no range, systems or points, found some");
    }
    LateDrain.Drained done = Recalculations.drainLate(pipeline.kafkaSettings());
    spec.commandLine()
        .getOut()
        .printf(
            "%d late readings brought home, %d rows sent, %d wait until their rows have settled%n",
            done.readings(), done.rows(), done.waiting());
    return ExitStatus.OK;
  }
}
