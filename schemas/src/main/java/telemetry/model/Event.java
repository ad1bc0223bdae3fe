package telemetry.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something worth telling. Its identity is (type, system, point, at), so that a restart repeats
 * none.
 *
 * @param type what happened
 * @param systemId to which system
 * @param point to which of its points, if to one
 * @param at when, by the system's own readings
 * @param details more, by name
 */
public record Event(
    EventType type, int systemId, @Nullable String point, Instant at, Map<String, String> details) {
  /** Keeps the details from changing. */
  public Event {
    SystemIds.require(systemId);
    details = Map.copyOf(details);
  }
}
