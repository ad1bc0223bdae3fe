package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.corrections.CorrectionPlan;
import telemetry.deploy.corrections.Corrections;
import telemetry.deploy.corrections.Voiding;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;

/** {@code telemetry void}: polls that are not true. */
@Command(
    name = "void",
    description = {
      "Take polls, or some points of them, out of history: as if they had never been.",
      "",
      "It goes through the log like any reading, and beats whatever the vendor says of these polls,"
          + " also later. It is recorded with who and why; telemetry replay undo takes it back. What"
          + " is older than the state reaches follows with late readings; telemetry replay run"
          + " --late does not wait for that."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry void --system 6 --at 2025-11-11T00:05:00Z --reason 'meter was off' --data-dir"
          + " data",
      "  telemetry void --system 6 --from 2025-11-11T00:00:00Z --to 2025-11-12T00:00:00Z \\",
      "    --point battery_w --dry-run --reason 'sensor upside down' --data-dir data"
    })
final class VoidCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private CorrectionOptions options = new CorrectionOptions();
  @Mixin private ReasonOptions reason = new ReasonOptions();

  @Option(
      names = "--point",
      split = ",",
      paramLabel = "PATH",
      description = "These points only: solar_w; the whole poll if none is named.")
  private List<String> points = new ArrayList<>();

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Set<String> named = new LinkedHashSet<>(points);
    Scope scope = options.scope(named, new ArrayList<>());
    reason.reason();
    try (var corrections = new Corrections(pipeline.settings(), Clock.systemUTC())) {
      List<Extent> log = corrections.extents();
      CorrectionPlan plan = corrections.plan(scope, options.source(), new Voiding(named), log);
      return CorrectionRun.run(
          corrections, Corrections.VOID, scope, log, plan, options, reason, json, spec);
    }
  }
}
