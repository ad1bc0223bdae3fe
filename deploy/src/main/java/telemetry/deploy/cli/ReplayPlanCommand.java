package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.replay.PlanReport;
import telemetry.deploy.replay.Recalculations;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;
import telemetry.replay.Plan;

/** {@code telemetry replay plan}: what a run would write. */
@Command(
    name = "plan",
    description = {
      "Say which rows a run would add, change, delete and leave; write nothing.",
      "",
      "Status 1 if the number of rows is not what --expect-rows and --max-rows say."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry replay plan --from 2025-11-11T00:00:00Z --to 2025-11-12T00:00:00Z --data-dir"
          + " data",
      "  telemetry replay plan --from 2025-11-01T00:00:00Z --to 2025-12-01T00:00:00Z --system 6 \\",
      "    --json --data-dir data",
      "  telemetry replay plan --source raw --system 6 --from 2025-06-01T00:00:00Z \\",
      "    --to 2025-11-01T00:00:00Z --data-dir data"
    })
final class ReplayPlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private ScopeOptions options = new ScopeOptions();

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Scope scope = options.scope();
    try (Recalculations recalculations = pipeline.connect()) {
      List<Extent> log = recalculations.extents(options.source());
      RecalculationRun.awaitTables(recalculations, options.patience(), spec);
      Plan plan = RecalculationRun.plan(recalculations, options, log);
      Optional<String> refusal = plan.refusal(options.expectRows(), options.maxRows());
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(
            new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(PlanReport.fields(scope, log, plan, refusal.orElse(null))));
      } else {
        out.print(PlanText.of(plan));
      }
      out.flush();
      refusal.ifPresent(
          why -> {
            throw new NotSoException(why);
          });
    }
    return ExitStatus.OK;
  }
}
