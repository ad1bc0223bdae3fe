package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.gaps.Gap;
import telemetry.deploy.gaps.Gaps;
import telemetry.model.AcceptedGap;
import telemetry.model.Interval;
import telemetry.model.PointKey;

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
          + " --json"
    })
final class GapsListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "INSTANT",
      description = "Intervals that end after this: 2025-11-11T00:00:00Z.")
  private Instant from = Instant.EPOCH;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "INSTANT",
      description = "Intervals that end at or before this.")
  private Instant to = Instant.EPOCH;

  @Option(
      names = "--system",
      split = ",",
      paramLabel = "ID",
      description = "Of these systems; all if none is named. May be repeated.")
  private List<Integer> systems = new ArrayList<>();

  @Option(
      names = "--point",
      paramLabel = "KEY",
      description = "Of these points, as 6/solar_w; all if none is named. May be repeated.")
  private List<String> points = new ArrayList<>();

  @Option(
      names = "--at-least",
      paramLabel = "TIME",
      defaultValue = "15m",
      converter = DurationText.class,
      description = "How much must be missing in a row. Default: ${DEFAULT-VALUE}")
  private Duration atLeast = Duration.ofMinutes(15);

  @Option(names = "--all", description = "Those that were accepted too.")
  private boolean all;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    if (!from.isBefore(to)) {
      throw new UsageException(
          "--from, --to: wanted a beginning before its end, found " + from + ", " + to);
    }
    var gaps = new Gaps(pipeline.settings(), Clock.systemUTC());
    int fewest = (int) Math.max(1, atLeast.toMillis() / Interval.MILLIS);
    List<AcceptedGap> accepted = gaps.accepted();
    var open = new ArrayList<Gap>();
    var shown = new LinkedHashMap<Gap, Optional<AcceptedGap>>();
    for (Gap gap : gaps.find(this::asked, from, to, fewest)) {
      Optional<AcceptedGap> by =
          accepted.stream()
              .filter(it -> it.covers(gap.point(), gap.after(), gap.until()))
              .findFirst();
      if (by.isEmpty()) {
        open.add(gap);
      }
      if (all || by.isEmpty()) {
        shown.put(gap, by);
      }
    }
    tell(shown);
    return open.isEmpty() ? ExitStatus.OK : ExitStatus.NOT_SO;
  }

  private boolean asked(PointKey point) {
    return (systems.isEmpty() || systems.contains(point.systemId()))
        && (points.isEmpty() || points.contains(point.text()));
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
