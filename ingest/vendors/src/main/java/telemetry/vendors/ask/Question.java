package telemetry.vendors.ask;

import java.util.List;

/**
 * Something that a vendor can be asked again and again. How far its answers were heard, its place,
 * is kept for each system under its name.
 *
 * @param name like {@code amber.usage}
 * @param past whether it tells of the past, so that a gap can be filled; if not, of now alone
 * @param looks when it is put, the most frequent first; at least one
 */
public record Question(String name, boolean past, List<Look> looks) {
  /** Refuses a question that is never put. */
  public Question {
    looks = List.copyOf(looks);
    if (looks.isEmpty()) {
      throw new IllegalArgumentException(name + ": wanted at least one look, found none");
    }
  }
}
