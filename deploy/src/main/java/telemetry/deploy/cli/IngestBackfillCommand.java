package telemetry.deploy.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.gateway.NoPastException;
import telemetry.gateway.poll.BackfillException;
import telemetry.gateway.poll.BackfillProgress;
import telemetry.model.PollPlace;

/** {@code telemetry ingest backfill}: a vendor's past. */
@Command(
    name = "backfill",
    description = {
      "Fetch what a system's vendor tells of its past, by the questions that the poller puts.",
      "",
      "At half the vendor's pace, so that the poller keeps the other half. What was heard stays: begun"
          + " again with the same times, it goes on where it ended. The vendors that have a past are"
          + " Amber and Enphase."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry ingest backfill --system 7 --from 2026-01-01T00:00:00Z \\",
      "    --to 2026-02-01T00:00:00Z --data-dir data",
      "  telemetry ingest backfill --system 7 --from 2026-01-01T00:00:00Z \\",
      "    --to 2026-02-01T00:00:00Z --again --json --data-dir data"
    })
final class IngestBackfillCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();

  @Option(names = "--system", required = true, paramLabel = "ID", description = "The system.")
  private int system;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "INSTANT",
      description = "Where the past begins: 2026-01-01T00:00:00Z.")
  private Instant from = Instant.EPOCH;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "INSTANT",
      description = "Where it ends; not after now.")
  private Instant to = Instant.EPOCH;

  @Option(
      names = "--again",
      description = "From its beginning, whatever was fetched before: vendors revise.")
  private boolean again;

  @Option(names = "--json", description = "The result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    var past = new PastFetch(pipeline.asking(pipeline.kafkaSettings()), again);
    BackfillProgress end;
    try {
      end = past.fetch(system, new PollPlace.Span(from, to));
    } catch (NoPastException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (BackfillException e) {
      throw new NotSoException(e.getMessage() + "; begun again, it goes on from there");
    }
    tell(end);
    return ExitStatus.OK;
  }

  private void tell(BackfillProgress end) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      result
          .put("system", system)
          .put("from", from.toString())
          .put("to", to.toString())
          .put("questions", end.questions())
          .put("answers", end.heard())
          .put("bytes", end.bytes())
          .put("elapsedMs", end.elapsed().toMillis());
      out.println(result);
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "%,d answers in telemetry.raw, %,d bytes, %.1f s; %s to %s is fetched",
              end.heard(),
              end.bytes(),
              end.elapsed().toMillis() / 1000.0,
              from,
              to));
    }
  }
}
