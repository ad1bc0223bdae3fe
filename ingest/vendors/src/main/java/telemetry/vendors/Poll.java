package telemetry.vendors;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telemetry.model.BadValue;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RejectReason;
import telemetry.model.Value;

/** One poll while it is being read: see {@link Meaning}. Not for several threads. */
public final class Poll {
  private final Findings findings;
  private final Map<String, PointValue> values = new LinkedHashMap<>();
  private @Nullable Instant intervalStart;

  Poll(Findings findings) {
    this.findings = findings;
  }

  /** Where the amounts of this poll began; where several are told, the earliest counts. */
  public void intervalStart(Instant start) {
    if (intervalStart == null || start.isBefore(intervalStart)) {
      intervalStart = start;
    }
  }

  /** What a point said, as good as any. */
  public void put(PointType type, Value value) {
    put(type, value, Quality.GOOD);
  }

  /**
   * What a point of a whole interval said, which a body may tell once for each of its parts.
   *
   * @return whether it says nothing else than before; if it does, what was said first stands
   */
  public boolean offer(PointType type, Value value, Quality quality) {
    PointValue before = values.get(type.path());
    if (before == null) {
      put(type, value, quality);
      return true;
    }
    return before.value().equals(value);
  }

  /**
   * What a point said. A point that says two things at one instant is refused: one of them would be
   * lost, and nobody knows which.
   */
  public void put(PointType type, Value value, Quality quality) {
    PointValue point;
    try {
      point = new PointValue(type.path(), type.kind(), type.unit(), value, quality);
    } catch (BadValue e) {
      findings.refuse(e.rejection()); // A path that the sender chose, and no key can hold.
      return;
    }
    PointValue before = values.putIfAbsent(type.path(), point);
    if (before != null && !before.equals(point)) {
      findings.refuse(
          RejectReason.BAD_FIELD, type.path(), "one value at an instant", "two that differ");
    }
  }

  @Nullable Instant start() {
    return intervalStart;
  }

  List<PointValue> values() {
    return List.copyOf(values.values());
  }
}
