package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
      "Examples:",
      "  telemetry replay run --from 2025-11-11T00:00:00Z --to 2025-11-12T00:00:00Z \\",
      "    --expect-rows 2304 --reason 'powers were nulled by a migration' --data-dir data",
      "  telemetry replay run --late --data-dir data"
    })
final class ReplayRunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private ScopeOptions options = new ScopeOptions();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for those who ask later. Wanted, but with --late, which keeps no record.")
  private String why = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who wants it. Default: the user of this process")
  private String who = System.getProperty("user.name", "unknown");

  @Option(
      names = "--late",
      description =
          "Bring home what came late, and nothing else: no range, no database. The streams role"
              + " does the same every so often.")
  private boolean late;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    if (late) {
      return drainLate();
    }
    Scope scope = options.scope();
    if (why.isBlank()) {
      throw new UsageException("--reason: wanted why, found nothing");
    }
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
          recalculations.open(options.source(), scope, options.chunk(), log, who, why.strip());
      return RecalculationRun.run(recalculations, batch, json, spec);
    }
  }

  /** The streams role does the same every so often. */
  private int drainLate() throws JsonProcessingException {
    List<String> given = ScopeOptions.given(spec.commandLine().getParseResult());
    if (!given.isEmpty()) {
      throw new UsageException(
          "--late: it takes all that waits; wanted none of these, found " + given);
    }
    LateDrain.Drained done = Recalculations.drainLate(pipeline.kafkaSettings());
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(done));
    } else {
      out.printf(
          "%d late readings brought home, %d rows sent, %d wait until their rows have settled%n",
          done.readings(), done.rows(), done.waiting());
    }
    out.flush();
    return ExitStatus.OK;
  }
}
