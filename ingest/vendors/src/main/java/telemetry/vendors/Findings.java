package telemetry.vendors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;

/**
 * What turns up while a body is read. The first refusal stands, and makes the answer a refusal of
 * the whole record: half a poll would silently take the place of a whole one. Not for several
 * threads.
 */
public final class Findings {
  /** The most unknown names that one answer tells of. */
  public static final int MAX_UNMAPPED = 100;

  private static final int MAX_NAME = 200;

  private final List<String> unmapped = new ArrayList<>();
  private @Nullable Rejection refusal;

  /** Refuses the record, unless it was refused before. */
  public void refuse(RejectReason reason, String where, String expected, String found) {
    refuse(new Rejection(reason, where, expected, found));
  }

  /** Refuses the record, unless it was refused before. */
  public void refuse(Rejection rejection) {
    if (refusal == null) {
      refusal = rejection;
    }
  }

  /** Why the record is refused, if it is. */
  public Optional<Rejection> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Remembers a name that nothing knows. */
  public void unmapped(String name) {
    String shown = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    if (unmapped.size() < MAX_UNMAPPED && !unmapped.contains(shown)) {
      unmapped.add(shown);
    }
  }

  /** The names that nothing knows, each once. */
  public List<String> unmapped() {
    return List.copyOf(unmapped);
  }
}
