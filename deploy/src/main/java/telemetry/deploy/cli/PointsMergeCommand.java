package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.corrections.Corrections;
import telemetry.deploy.corrections.PointMerge;
import telemetry.model.PointKey;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Extent;

/** {@code telemetry points merge}: one point instead of two. */
@Command(
    name = "merge",
    description = {
      "Make the readings of a duplicate point those of the point that it should have been.",
      "",
      "They are brought home through the log: polls that hold the one are sent again with the other,"
          + " under a recorded batch. An alias is left, so that what comes by the old name is heard by"
          + " the new one, live and in a replay of the raw log. Where both spoke of one instant, what"
          + " was received last counts; the log and the batch keep what did not.",
      "The duplicate's rows become empty. telemetry replay undo takes it back, alias and all; what"
          + " came through the alias meanwhile stays. What is older than the state reaches"
          + " follows with late readings; telemetry replay run --late does not wait for that."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry points merge --from 6/solar_w_2 --into 6/solar_w --dry-run --reason"
          + " 'metadata moved' --data-dir data",
      "  telemetry points merge --from 6/solar_w_2 --into 6/solar_w --expect-polls 1006 \\",
      "    --reason 'metadata moved' --data-dir data",
      "  telemetry replay undo 7 --reason 'two points after all' --data-dir data"
    })
final class PointsMergeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private ReasonOptions reason = new ReasonOptions();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "KEY",
      description = "The duplicate: 6/solar_w_2.")
  private String from = "";

  @Option(
      names = "--into",
      required = true,
      paramLabel = "KEY",
      description = "The point that it should have been: 6/solar_w.")
  private String into = "";

  @Option(names = "--dry-run", description = "Say what would be sent; send nothing.")
  private boolean dryRun;

  @Option(
      names = "--expect-polls",
      paramLabel = "N",
      description = "How many polls it is to correct; refused if it would correct another number.")
  private @Nullable Long expectPolls;

  @Option(
      names = "--max-polls",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many polls it may correct. Default: ${DEFAULT-VALUE}")
  private long maxPolls;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationText.class,
      description =
          "The rows are waited for while they come; how long none may. Default:"
              + " ${DEFAULT-VALUE}")
  private Duration patience = Duration.ofSeconds(60);

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    var problems = new ArrayList<String>();
    PointKey one = key("--from", from, problems);
    PointKey other = key("--into", into, problems);
    if (one == null || other == null) {
      throw new UsageException("which points is not clear", problems);
    }
    String why = reason.reason();
    try (var corrections = new Corrections(pipeline.settings(), Clock.systemUTC())) {
      var merge = new PointMerge(corrections, one, other);
      List<Extent> log = corrections.extents();
      PointMerge.Planned planned = merge.plan(log);
      var out = spec.commandLine().getOut();
      if (!json && planned.overlaps() > 0) {
        out.printf("  instants that both speak of: %d%n", planned.overlaps());
      }
      if (dryRun) {
        CorrectionText.tell(planned.plan(), null, json, spec);
        require(planned.plan().refusal(expectPolls, maxPolls));
        return ExitStatus.OK;
      }
      Batch batch =
          merge.run(reason.who(), why, log, plan -> require(plan.refusal(expectPolls, maxPolls)));
      CorrectionText.tell(planned.plan(), batch, json, spec);
      CorrectionRun.requireTables(corrections, patience);
    }
    return ExitStatus.OK;
  }

  private static void require(Optional<String> refusal) {
    refusal.ifPresent(
        why -> {
          throw new NotSoException(why + "; nothing is sent");
        });
  }

  private static @Nullable PointKey key(String option, String text, List<String> problems) {
    try {
      return PointKey.parse(text);
    } catch (IllegalArgumentException e) {
      problems.add(option + ": " + e.getMessage());
      return null;
    }
  }
}
