package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import telemetry.deploy.replay.BatchReport;
import telemetry.deploy.replay.LeftRow;
import telemetry.deploy.replay.ProgressLine;
import telemetry.deploy.replay.Recalculations;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Extent;
import telemetry.replay.CancelledException;
import telemetry.replay.Plan;

/** Runs a recalculation for somebody who watches, and tells what became of it. */
final class RecalculationRun {
  private static final int SHOWN = 20;

  private RecalculationRun() {}

  private static ProgressLine line() {
    return new ProgressLine(System.err, Boolean.getBoolean("telemetry.terminal"));
  }

  /** Waits for rows on their way; if they do not come, somebody may want to repair just that. */
  static void awaitTables(Recalculations recalculations, Duration patience, CommandSpec spec) {
    recalculations
        .awaitTables(patience)
        .ifPresent(
            lacking ->
                spec.commandLine()
                    .getErr()
                    .println(
                        "telemetry: going on, though rows are on their way, which count as missing:"
                            + " "
                            + lacking));
  }

  static Plan plan(Recalculations recalculations, ScopeOptions options, List<Extent> log) {
    ProgressLine line = line();
    Plan plan = recalculations.plan(options.source(), options.scope(), options.chunk(), log, line);
    line.done();
    return plan;
  }

  /** Runs it to its end and tells. */
  static int run(Recalculations recalculations, Batch batch, boolean json, CommandSpec spec)
      throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    ProgressLine line = line();
    if (!json) {
      out.printf("batch %d%n", batch.id());
      out.flush();
    }
    List<LeftRow> left;
    try {
      left = recalculations.run(batch, line);
    } catch (CancelledException e) {
      line.done();
      throw new NotSoException(
          "%s; what was done stands. Go on: telemetry replay resume %d. Take it back: telemetry replay undo %d"
              .formatted(e.getMessage(), batch.id(), batch.id()));
    }
    line.done();
    @Nullable String lacking = recalculations.awaitDone(batch).orElse(null);
    tell(recalculations.find(batch.id()), left, recalculations.live(), json, spec);
    if (lacking != null) {
      throw new NotSoException(
          "every row is in the log, and not all are in the tables: " + lacking);
    }
    return ExitStatus.OK;
  }

  private static void tell(
      Batch batch, List<LeftRow> left, Map<String, Object> live, boolean json, CommandSpec spec)
      throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    if (json) {
      var fields = new LinkedHashMap<String, @Nullable Object>(BatchReport.fields(batch));
      fields.put("live", live);
      fields.put("leftRows", left.stream().map(RecalculationRun::fields).toList());
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(fields));
    } else {
      out.print(PlanText.of(batch));
      out.printf(
          "live rows were at most %s ms late (target %s), nothing was sent for %s ms%n",
          live.get("mostLateMillis"), live.get("targetMillis"), live.get("heldMillis"));
      left.stream().limit(SHOWN).forEach(one -> out.println("  stays: " + text(one)));
      if (left.size() > SHOWN) {
        out.printf("  and %d more; --json names all%n", left.size() - SHOWN);
      }
    }
    out.flush();
  }

  private static String text(LeftRow left) {
    return "%s %s at %s: %s"
        .formatted(
            left.topic(),
            left.name(),
            left.at(),
            switch (left.why()) {
              case NEWER -> "something newer was written since";
              case BROKEN -> "what stood there breaks the rules of its kind";
            });
  }

  private static Map<String, Object> fields(LeftRow left) {
    return Map.of(
        "topic", left.topic(),
        "point", left.name(),
        "at", left.at().toString(),
        "why", left.why().name());
  }
}
