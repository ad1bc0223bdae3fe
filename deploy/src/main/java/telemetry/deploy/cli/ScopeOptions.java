package telemetry.deploy.cli;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import telemetry.model.PointKey;
import telemetry.recalculation.Scope;
import telemetry.replay.Source;

/** The options that say which rows. */
final class ScopeOptions {
  private static final List<String> NAMES =
      List.of(
          "--from",
          "--to",
          "--system",
          "--point",
          "--chunk",
          "--expect-rows",
          "--max-rows",
          "--patience",
          "--source",
          "--rollups");

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Rows whose interval ends after this: 2025-11-11T00:00:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "Rows whose interval ends at or before this.")
  private @Nullable Instant to;

  @Option(
      names = "--system",
      split = ",",
      paramLabel = "ID",
      description = "Rows of these systems; all if none is named. May be repeated.")
  private List<Integer> systems = new ArrayList<>();

  @Option(
      names = "--point",
      paramLabel = "KEY",
      description = "Rows of these points, as 6/solar_w; all if none is named. May be repeated.")
  private List<String> points = new ArrayList<>();

  @Option(
      names = "--chunk",
      paramLabel = "TIME",
      defaultValue = "1d",
      converter = DurationText.class,
      description =
          "How much time is recorded and sent in one step: 1h, 1d, 14d. It changes no row."
              + " Default: ${DEFAULT-VALUE}")
  private Duration chunk = Duration.ofDays(1);

  @Option(
      names = "--expect-rows",
      paramLabel = "N",
      description = "How many rows it is to write; refused if it would write another number.")
  private @Nullable Long expectRows;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      description = "How many rows it may write; refused if it would write more.")
  private @Nullable Long maxRows;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationText.class,
      description =
          "How long to wait until rows that are on their way stand in the tables. Default:"
              + " ${DEFAULT-VALUE}")
  private Duration patience = Duration.ofSeconds(60);

  @Option(
      names = "--source",
      paramLabel = "LOG",
      defaultValue = "readings",
      description =
          "readings: rows from the log of readings. raw: readings from the raw bytes, decoded by"
              + " today's decoders. Default: ${DEFAULT-VALUE}")
  private String source = "readings";

  @Option(names = "--rollups", description = "Hours and days alone, as after a change of zone.")
  private boolean rollUps;

  /** Those of a command line that say which rows, or how many. */
  static List<String> given(ParseResult line) {
    return NAMES.stream().filter(line::hasMatchedOption).toList();
  }

  Source source() {
    if (source.equals("raw")) {
      return Source.RAW;
    }
    return rollUps ? Source.ROLL_UPS : Source.READINGS;
  }

  Scope scope() {
    var problems = new ArrayList<String>();
    if (!List.of("readings", "raw").contains(source)) {
      problems.add("--source: wanted readings or raw, found " + source);
    }
    if (source.equals("raw") && rollUps) {
      problems.add("--rollups: they are made of readings; wanted no --source raw, found it");
    }
    if (source.equals("raw") && !points.isEmpty()) {
      problems.add("--point: a record is decoded whole; wanted none with --source raw");
    }
    if (from == null || to == null || !from.isBefore(to)) {
      problems.add("--from, --to: wanted a beginning before its end, found " + from + ", " + to);
    }
    Set<PointKey> keys = new LinkedHashSet<>();
    for (String text : points) {
      try {
        keys.add(PointKey.parse(text));
      } catch (IllegalArgumentException e) {
        problems.add("--point: " + e.getMessage());
      }
    }
    systems.stream()
        .filter(id -> id < 1)
        .forEach(id -> problems.add("--system: wanted an id from 1, found " + id));
    if (chunk.compareTo(Duration.ofMinutes(5)) < 0) {
      problems.add("--chunk: wanted 5m or more, found " + DurationText.of(chunk));
    }
    if (!problems.isEmpty()) {
      throw new UsageException("the scope is wrong", problems);
    }
    return new Scope(requireNonNull(from), requireNonNull(to), new LinkedHashSet<>(systems), keys);
  }

  Duration chunk() {
    return chunk;
  }

  @Nullable Long expectRows() {
    return expectRows;
  }

  @Nullable Long maxRows() {
    return maxRows;
  }

  Duration patience() {
    return patience;
  }
}
