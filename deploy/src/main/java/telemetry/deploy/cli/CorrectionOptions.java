package telemetry.deploy.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import telemetry.deploy.corrections.CorrectionPlan;
import telemetry.model.PointKey;
import telemetry.recalculation.Scope;

/** The options of a correction: which polls, and how many may be meant. */
final class CorrectionOptions {
  @Option(
      names = "--system",
      required = true,
      paramLabel = "ID",
      description = "The system whose polls they are.")
  private int system;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "The polls that were measured at this: 2025-11-11T00:05:00Z.")
  private @Nullable Instant at;

  @Option(names = "--from", paramLabel = "INSTANT", description = "Polls measured after this.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "Polls measured at or before this.")
  private @Nullable Instant to;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Polls of this stream of the vendor; all if none is named.")
  private @Nullable String source;

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
      defaultValue = "100000",
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

  /** Which polls, as far as the options say. */
  Scope scope(Set<String> points, List<String> problems) {
    Instant begin = at != null ? at.minusMillis(1) : from;
    Instant end = at != null ? at : to;
    if ((at == null) == (from == null && to == null) || begin == null || end == null) {
      problems.add("--at, --from, --to: wanted an instant, or a beginning and an end");
    } else if (!begin.isBefore(end)) {
      problems.add("--from, --to: wanted a beginning before its end, found " + begin + ", " + end);
    }
    if (system < 1) {
      problems.add("--system: wanted an id from 1, found " + system);
    }
    Set<PointKey> keys = new LinkedHashSet<>();
    for (String point : points) {
      try {
        keys.add(new PointKey(Math.max(1, system), point));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty() || begin == null || end == null) {
      throw new UsageException("which polls is not clear", new ArrayList<>(problems));
    }
    return new Scope(begin, end, Set.of(system), keys);
  }

  void requireAllowed(CorrectionPlan plan) {
    plan.refusal(expectPolls, maxPolls)
        .ifPresent(
            refusal -> {
              throw new NotSoException(refusal + "; nothing is sent");
            });
  }

  int system() {
    return system;
  }

  @Nullable Instant at() {
    return at;
  }

  @Nullable String source() {
    return source;
  }

  boolean dryRun() {
    return dryRun;
  }

  Duration patience() {
    return patience;
  }
}
