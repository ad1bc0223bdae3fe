package telemetry.deploy.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import telemetry.deploy.rejected.Place;
import telemetry.deploy.rejected.RejectedFilter;
import telemetry.model.RejectReason;

/** The options that say which of the refused records. */
final class RejectedOptions {
  @Option(
      names = "--reason",
      split = ",",
      paramLabel = "CODE",
      description = "Refused for this: UNKNOWN_VENDOR, FUTURE, … May be repeated.")
  private List<RejectReason> reasons = new ArrayList<>();

  @Option(
      names = "--system",
      split = ",",
      paramLabel = "ID",
      description = "Whose key names this system. May be repeated.")
  private List<Integer> systems = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Refused at or after this: 2025-11-11T00:00:00Z.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "Refused before this.")
  private @Nullable Instant to;

  /**
   * Which.
   *
   * @param places as {@code rejected list} shows them; all if none is named
   */
  RejectedFilter filter(List<String> places) {
    var problems = new ArrayList<String>();
    Set<Place> named = new LinkedHashSet<>();
    for (String text : places) {
      try {
        named.add(Place.parse(text));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    if (from != null && to != null && !from.isBefore(to)) {
      problems.add("--from, --to: wanted a beginning before its end, found " + from + ", " + to);
    }
    if (!problems.isEmpty()) {
      throw new UsageException("which records is not clear", problems);
    }
    return new RejectedFilter(
        new LinkedHashSet<>(reasons), new LinkedHashSet<>(systems), from, to, named);
  }
}
