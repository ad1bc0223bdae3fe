package telemetry.deploy.rejected;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import telemetry.model.RejectReason;

/**
 * Which of the refused records.
 *
 * @param reasons these codes; all if it is empty
 * @param systems of these systems; all if it is empty
 * @param from refused at or after this; null for all
 * @param to refused before this; null for all
 * @param places these; all if it is empty
 */
public record RejectedFilter(
    Set<RejectReason> reasons,
    Set<Integer> systems,
    @Nullable Instant from,
    @Nullable Instant to,
    Set<Place> places)
    implements Predicate<RejectedRecord> {
  /** Copies the sets. */
  public RejectedFilter {
    reasons = Set.copyOf(reasons);
    systems = Set.copyOf(systems);
    places = Set.copyOf(places);
  }

  /** Whether it holds everything. */
  public boolean isAll() {
    return reasons.isEmpty() && systems.isEmpty() && from == null && to == null && places.isEmpty();
  }

  @Override
  public boolean test(RejectedRecord record) {
    return (reasons.isEmpty()
            || reasons.stream().anyMatch(reason -> reason.name().equals(record.reason())))
        && (systems.isEmpty() || record.systemId().stream().anyMatch(systems::contains))
        && (from == null || !record.at().isBefore(from))
        && (to == null || record.at().isBefore(to))
        && (places.isEmpty() || places.contains(record.place()));
  }
}
