package telemetry.deploy.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import telemetry.deploy.gaps.Gap;
import telemetry.deploy.gaps.Gaps;
import telemetry.model.AcceptedGap;
import telemetry.model.Interval;
import telemetry.model.PointKey;

/** The options that say which holes are meant. */
final class GapOptions {
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

  /** The holes, each with who accepted it. */
  Map<Gap, Optional<AcceptedGap>> find(Map<String, String> settings) {
    if (!from.isBefore(to)) {
      throw new UsageException(
          "--from, --to: wanted a beginning before its end, found " + from + ", " + to);
    }
    var gaps = new Gaps(settings, Clock.systemUTC());
    int fewest = (int) Math.max(1, atLeast.toMillis() / Interval.MILLIS);
    List<AcceptedGap> accepted = gaps.accepted();
    var found = new LinkedHashMap<Gap, Optional<AcceptedGap>>();
    for (Gap gap : gaps.find(wanted(), this::asked, from, to, fewest)) {
      found.put(
          gap,
          accepted.stream()
              .filter(it -> it.covers(gap.point(), gap.after(), gap.until()))
              .findFirst());
    }
    return found;
  }

  /** Those that nobody accepted. */
  List<Gap> open(Map<String, String> settings) {
    return find(settings).entrySet().stream()
        .filter(hole -> hole.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  private Set<Integer> wanted() {
    var wanted = new TreeSet<>(systems);
    if (wanted.isEmpty()) {
      points.forEach(point -> wanted.add(key(point).systemId()));
    }
    return wanted;
  }

  private static PointKey key(String point) {
    try {
      return PointKey.parse(point);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--point: " + e.getMessage());
    }
  }

  private boolean asked(PointKey point) {
    return points.isEmpty() || points.contains(point.text());
  }
}
