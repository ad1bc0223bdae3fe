package telemetry.deploy.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.gaps.Gaps;
import telemetry.model.AcceptedGap;

/** {@code telemetry gaps accept}: a hole that stays. */
@Command(
    name = "accept",
    description = {
      "Accept a hole that will never be filled: it is no longer listed.",
      "",
      "Of a point, or of the whole system if none is named. It is kept in telemetry.control."
    },
    footer = {
      "",
      "Example:",
      "  telemetry gaps accept --system 6 --point solar_w --from 2025-11-03T02:00:00Z \\",
      "    --to 2025-11-03T09:00:00Z --reason 'power cut' --data-dir data"
    })
final class GapsAcceptCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PipelineOptions pipeline = new PipelineOptions();
  @Mixin private ReasonOptions reason = new ReasonOptions();

  @Option(names = "--system", required = true, paramLabel = "ID", description = "The system.")
  private int system;

  @Option(names = "--point", paramLabel = "PATH", description = "Its point: solar_w.")
  private @Nullable String point;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "INSTANT",
      description = "Where it begins, as gaps list says: 2025-11-11T00:00:00Z.")
  private Instant from = Instant.EPOCH;

  @Option(names = "--to", required = true, paramLabel = "INSTANT", description = "Where it ends.")
  private Instant to = Instant.EPOCH;

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    AcceptedGap gap;
    try {
      gap =
          new AcceptedGap(
              system,
              point,
              from,
              to,
              reason.who(),
              reason.reason(),
              clock.instant().truncatedTo(ChronoUnit.MILLIS));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    new Gaps(pipeline.settings(), clock).accept(gap);
    spec.commandLine().getOut().printf("accepted: %s%n", gap.key());
    return ExitStatus.OK;
  }
}
