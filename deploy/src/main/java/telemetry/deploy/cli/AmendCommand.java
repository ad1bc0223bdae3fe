package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.corrections.Amendment;
import telemetry.deploy.corrections.CorrectionPlan;
import telemetry.deploy.corrections.Corrections;
import telemetry.model.Value;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;
import telemetry.vendors.TextValues;

/** {@code telemetry amend}: values that were others. */
@Command(
    name = "amend",
    description = {
      "Say what polls were to say: a value, a factor, or that a value is not to be trusted.",
      "",
      "It goes through the log like any reading, and beats whatever the vendor says of these polls,"
          + " also later. It is recorded with who and why; telemetry replay undo takes it back. Polls"
          + " that do not hold the point are left; an instant that has no poll at all is given one. What is older than the state reaches follows"
          + " with late readings; telemetry replay run --late does not wait for that."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry amend --system 6 --at 2025-11-11T00:05:00Z --value solar_w=1450 \\",
      "    --reason 'read from the display' --data-dir data",
      "  telemetry amend --system 6 --from 2025-11-01T00:00:00Z --to 2025-11-08T00:00:00Z \\",
      "    --scale load_wh=1000 --dry-run --reason 'sent kWh for a week' --data-dir data"
    })
final class AmendCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private CorrectionOptions options = new CorrectionOptions();
  @Mixin private ReasonOptions reason = new ReasonOptions();

  @Option(
      names = "--value",
      paramLabel = "PATH=VALUE",
      description = "What a point is to say: a number, a text, or nothing. May be repeated.")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(
      names = "--scale",
      paramLabel = "PATH=FACTOR",
      description = "What the numbers of a point are to be multiplied by. May be repeated.")
  private Map<String, Double> scale = new LinkedHashMap<>();

  @Option(
      names = "--bad",
      split = ",",
      paramLabel = "PATH",
      description = "A point whose values count as errors. May be repeated.")
  private List<String> bad = new ArrayList<>();

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    var problems = new ArrayList<String>();
    Amendment amendment = amendment(problems);
    Scope scope = options.scope(amendment.points(), problems);
    reason.reason();
    try (var corrections = new Corrections(pipeline.settings(), Clock.systemUTC())) {
      List<Extent> log = corrections.extents();
      CorrectionPlan plan = corrections.plan(scope, options.source(), amendment, log);
      Instant at = options.at();
      if (at != null && plan.isAboutNothing() && !amendment.set().isEmpty()) {
        plan = corrections.planPoll(options.system(), at, options.source(), amendment.set(), log);
      }
      return CorrectionRun.run(
          corrections, Corrections.AMEND, scope, log, plan, options, reason, json, spec);
    }
  }

  private Amendment amendment(List<String> problems) {
    var set = new LinkedHashMap<String, Value>();
    values.forEach((point, text) -> value(point, text, problems).ifPresent(v -> set.put(point, v)));
    scale.forEach(
        (point, factor) -> {
          if (!Double.isFinite(factor) || factor == 0) {
            problems.add("--scale " + point + ": wanted a factor, found " + factor);
          }
        });
    if (values.isEmpty() && scale.isEmpty() && bad.isEmpty()) {
      problems.add("--value, --scale, --bad: wanted at least one, found none");
    }
    return new Amendment(set, scale, new LinkedHashSet<>(bad));
  }

  private static Optional<Value> value(String point, String text, List<String> problems) {
    if (text.isBlank()) {
      return Optional.of(Value.MISSING);
    }
    try {
      return Optional.of(
          TextValues.isNumeric(text) ? Value.of(Double.parseDouble(text.strip())) : Value.of(text));
    } catch (IllegalArgumentException e) {
      problems.add("--value " + point + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
