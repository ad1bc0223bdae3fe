package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.gaps.Gap;
import telemetry.deploy.gaps.Missing;
import telemetry.deploy.replay.Recalculations;
import telemetry.gateway.NoPastException;
import telemetry.gateway.poll.BackfillException;
import telemetry.gateway.poll.BackfillProgress;
import telemetry.model.PollPlace;

/** {@code telemetry gaps fetch}: holes that a vendor can fill. */
@Command(
    name = "fetch",
    description = {
      "Ask the vendors again for the holes that gaps list shows; status 1 if some are left.",
      "",
      "Holes of one system that are near to each other are asked for together, by the questions of"
          + " the poller and at half the vendor's pace. What was heard stays: begun again, it goes"
          + " on where it ended, and a time that was asked for to its end is not asked for again"
          + " without --again. Amber and Enphase have a past; who pushes, or tells of now alone, is"
          + " named and left. A hole that stays: telemetry gaps accept."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry gaps fetch --from 2025-11-01T00:00:00Z --to 2025-12-01T00:00:00Z --dry-run \\",
      "    --data-dir data",
      "  telemetry gaps fetch --from 2025-11-01T00:00:00Z --to 2025-12-01T00:00:00Z --system 7 \\",
      "    --again --data-dir data"
    })
final class GapsFetchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private GapOptions holes = new GapOptions();

  @Option(
      names = "--again",
      description = "Whatever was fetched before: vendors come to know more.")
  private boolean again;

  @Option(names = "--dry-run", description = "Say what would be asked for; ask nobody.")
  private boolean dryRun;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  /** What became of a time. */
  private record Told(Missing missing, long answers, String outcome) {}

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    Map<String, String> settings = pipeline.settings();
    List<Gap> before = holes.open(settings);
    var past = new PastFetch(pipeline.asking(settings), again);
    var told = new ArrayList<Told>();
    for (Missing missing : Missing.of(before)) {
      told.add(dryRun ? new Told(missing, 0, "not asked for") : fetch(past, missing));
    }
    boolean heard = told.stream().anyMatch(one -> one.answers() > 0);
    if (heard) {
      awaitRows();
    }
    int left = intervals(heard ? holes.open(settings) : before);
    tell(told, intervals(before), left);
    return left == 0 ? ExitStatus.OK : ExitStatus.NOT_SO;
  }

  private static int intervals(List<Gap> gaps) {
    return gaps.stream().mapToInt(Gap::missing).sum();
  }

  /** A vendor that cannot answer keeps nobody from asking the next one. */
  private static Told fetch(PastFetch past, Missing missing) throws InterruptedException {
    try {
      Instant now = Instant.now();
      Instant to = missing.to().isAfter(now) ? now : missing.to();
      BackfillProgress end = past.fetch(missing.systemId(), new PollPlace.Span(missing.from(), to));
      return new Told(missing, end.heard(), end.heard() == 0 ? "fetched before" : "fetched");
    } catch (NoPastException e) {
      return new Told(missing, 0, String.valueOf(e.getMessage()));
    } catch (BackfillException e) {
      return new Told(missing, 0, e.getMessage() + "; begun again, it goes on from there");
    }
  }

  /** What is older than the state reaches too. */
  private void awaitRows() {
    try (Recalculations tables = pipeline.connect()) {
      tables.awaitHome().ifPresent(GapsFetchCommand::late);
    }
  }

  private static void late(String lacking) {
    throw new NotSoException(
        "every answer is in telemetry.raw, and not all rows are in the tables: " + lacking);
  }

  private void tell(List<Told> told, int before, int left) throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    if (json) {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("missing", before);
      fields.put("left", left);
      fields.put("times", told.stream().map(GapsFetchCommand::fields).toList());
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(fields));
    } else if (told.isEmpty()) {
      out.println("none");
    } else {
      var table = new Table("system", "from", "to", "missing", "answers", "outcome");
      told.forEach(
          one ->
              table.row(
                  one.missing().systemId(),
                  one.missing().from(),
                  one.missing().to(),
                  one.missing().intervals(),
                  one.answers(),
                  DecodedText.printable(one.outcome())));
      out.print(table.text());
      out.printf("%n%,d intervals were missing, %,d are%n", before, left);
    }
    out.flush();
  }

  private static Map<String, Object> fields(Told told) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("system", told.missing().systemId());
    fields.put("from", told.missing().from().toString());
    fields.put("to", told.missing().to().toString());
    fields.put("missing", told.missing().intervals());
    fields.put("answers", told.answers());
    fields.put("outcome", told.outcome());
    return fields;
  }
}
