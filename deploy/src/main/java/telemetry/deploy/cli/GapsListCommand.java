package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.gaps.Gap;
import telemetry.model.AcceptedGap;

/** {@code telemetry gaps list}: the holes. */
@Command(
    name = "list",
    description = {
      "List the holes of each point; status 1 if there is one that nobody accepted.",
      "",
      "A point that has spoken on fewer than three days has no history, and no holes."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry gaps list --from 2025-11-01T00:00:00Z --to 2025-12-01T00:00:00Z --data-dir"
          + " data",
      "  telemetry gaps list --from 2025-11-01T00:00:00Z --to 2025-12-01T00:00:00Z --system 6"
          + " --json",
      "  telemetry gaps fetch --help        (asks the vendors for them again)"
    })
final class GapsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private GapOptions holes = new GapOptions();

  @Option(names = "--all", description = "Those that were accepted too.")
  private boolean all;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    var found = holes.find(pipeline.settings());
    var shown = new LinkedHashMap<Gap, Optional<AcceptedGap>>();
    found.forEach(
        (gap, by) -> {
          if (all || by.isEmpty()) {
            shown.put(gap, by);
          }
        });
    tell(shown);
    return found.values().stream().allMatch(Optional::isPresent)
        ? ExitStatus.OK
        : ExitStatus.NOT_SO;
  }

  private void tell(Map<Gap, Optional<AcceptedGap>> gaps) throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(
                  gaps.entrySet().stream().map(it -> fields(it.getKey(), it.getValue())).toList()));
    } else if (gaps.isEmpty()) {
      out.println("none");
    } else {
      var table = new Table("point", "after", "until", "missing", "accepted");
      gaps.forEach(
          (gap, by) ->
              table.row(
                  gap.point(),
                  gap.after(),
                  gap.until(),
                  gap.missing(),
                  by.map(it -> it.who() + ": " + DecodedText.printable(it.reason())).orElse("no")));
      out.print(table.text());
    }
    out.flush();
  }

  private static Map<String, Object> fields(Gap gap, Optional<AcceptedGap> by) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("point", gap.point().text());
    fields.put("after", gap.after().toString());
    fields.put("until", gap.until().toString());
    fields.put("missing", gap.missing());
    fields.put("accepted", by.isPresent());
    by.ifPresent(it -> fields.put("reason", it.reason()));
    return fields;
  }
}
