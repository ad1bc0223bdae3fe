package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import telemetry.deploy.corrections.Corrections;
import telemetry.deploy.corrections.PointRedefinition;
import telemetry.deploy.corrections.PointRedefinition.Planned;
import telemetry.deploy.corrections.PointRedefinition.Said;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.model.Redefinition;
import telemetry.model.Redefinition.Meaning;

/** {@code telemetry points redefine}: another kind or unit. */
@Command(
    name = "redefine",
    description = {
      "State that a point always was of another kind or unit than it was heard as.",
      "",
      "A point's kind and unit are those of its first reading; what says otherwise is refused"
          + " (KIND_CHANGED, UNIT_CHANGED), so that W and kW never mix. Where that first meaning"
          + " was wrong, this says what is right, in telemetry.control with who and why. From then"
          + " on the point is heard as that. What a sender or decoder still calls by the former"
          + " meaning is taken for the new one as it is: no number is converted. Where the numbers"
          + " themselves became others, name a new point instead.",
      "Rows and readings that stand keep the former meaning, and are never mixed with the new,"
          + " until a replay of the raw log says them again. What was refused meanwhile comes with"
          + " telemetry rejected redrive. To take it back, redefine the point as what it was."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry points redefine 6/total --kind COUNTER --unit Wh --dry-run \\",
      "    --reason 'a meter, not a power' --data-dir data",
      "  telemetry points redefine 6/total --kind COUNTER --unit Wh \\",
      "    --reason 'a meter, not a power' --data-dir data",
      "  telemetry replay run --source raw --system 6 --from 2025-11-01T00:00:00Z \\",
      "    --to 2025-12-01T00:00:00Z --reason '6/total is a meter' --data-dir data"
    })
final class PointsRedefineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private ReasonOptions reason = new ReasonOptions();

  @Parameters(paramLabel = "KEY", description = "The point: 6/total.")
  private String key = "";

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description = "How it behaves: ${COMPLETION-CANDIDATES}.")
  private Kind kind = Kind.GAUGE;

  @Option(
      names = "--unit",
      required = true,
      paramLabel = "UNIT",
      description = "The unit of its values: Wh; '' for none.")
  private String unit = "";

  @Option(names = "--dry-run", description = "Say what it is and would be; state nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    PointKey point;
    Meaning wanted;
    try {
      point = PointKey.parse(key);
      wanted = new Meaning(kind, unit);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    String why = reason.reason();
    try (var corrections = new Corrections(pipeline.settings(), Clock.systemUTC())) {
      var redefinition = new PointRedefinition(corrections, point, wanted);
      Planned planned = redefinition.plan(corrections.extents());
      if (planned.isSo()) {
        throw new NotSoException(point + ": is a " + wanted + " already; nothing is stated");
      }
      if (!json) {
        spec.commandLine().getOut().print(text(planned));
      }
      tell(planned, dryRun ? null : redefinition.run(planned, reason.who(), why));
    }
    return ExitStatus.OK;
  }

  private static String text(Planned planned) {
    var said = new Table("in the log", "polls", "first", "last");
    planned.said().forEach((meaning, of) -> said.row(meaning, of.polls(), of.first(), of.last()));
    return "  %s: %s, to be %s%n  5-minute rows that stand: %s%n%n%s%n"
        .formatted(
            planned.point(), planned.stands(), planned.wanted(), planned.rows(), said.text());
  }

  private void tell(Planned planned, @Nullable Redefinition stated) throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(fields(planned, stated)));
    } else if (stated == null) {
      out.println("nothing is stated");
    } else {
      out.printf(
          "stated: what came before offset %d of its log is as it was, until it is said again:%n"
              + "  telemetry replay run --source raw --system %d%s --reason '%s'%n",
          stated.since(), stated.systemId(), range(planned), "redefined " + planned.point());
    }
    out.flush();
  }

  private static String range(Planned planned) {
    return planned.said().values().stream()
        .reduce(Said::plus)
        .map(all -> " --from " + all.first().minusMillis(1) + " --to " + all.last())
        .orElse("");
  }

  private static Map<String, Object> fields(Planned planned, @Nullable Redefinition stated) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("point", planned.point().text());
    fields.put("was", fields(planned.stands()));
    fields.put("now", fields(planned.wanted()));
    fields.put("rows", planned.rows());
    fields.put(
        "log",
        planned.said().entrySet().stream().map(it -> fields(it.getKey(), it.getValue())).toList());
    fields.put("stated", stated != null);
    if (stated != null) {
      fields.put("since", stated.since());
    }
    return fields;
  }

  private static Map<String, Object> fields(Meaning meaning, Said said) {
    Map<String, Object> fields = fields(meaning);
    fields.put("polls", said.polls());
    fields.put("first", said.first().toString());
    fields.put("last", said.last().toString());
    return fields;
  }

  private static Map<String, Object> fields(Meaning meaning) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("kind", meaning.kind().name());
    fields.put("unit", meaning.unit());
    return fields;
  }
}
