package telemetry.deploy.corrections;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;
import telemetry.recalculation.Counts;

/**
 * A poll that is to say something else.
 *
 * @param former what counts; null if there is no such poll
 * @param now what is to count
 */
public record PollChange(@Nullable SystemReading former, SystemReading now) {
  /** What an edit makes of a poll; nothing if it says that already. */
  static Optional<PollChange> of(SystemReading poll, Edit edit, Instant receivedAt) {
    List<PointValue> values = edit.of(poll.values());
    if (values.equals(poll.values())) {
      return Optional.empty();
    }
    var now =
        new SystemReading(
            poll.systemId(),
            poll.vendor(),
            poll.source(),
            values.isEmpty() ? Op.VOID : Op.PUT,
            poll.measuredAt(),
            values.isEmpty() ? null : poll.intervalStart(),
            receivedAt,
            null,
            null,
            values);
    return Optional.of(new PollChange(poll, now));
  }

  /** What it is called by. */
  public PollName name() {
    return PollName.of(now);
  }

  /** Under a batch, which beats whatever was received. */
  SystemReading under(int batch) {
    return new SystemReading(
        now.systemId(),
        now.vendor(),
        now.source(),
        now.op(),
        now.measuredAt(),
        now.intervalStart(),
        now.receivedAt(),
        now.raw(),
        batch,
        now.values());
  }

  /** The points that say something else: what they said, and what they will; null for nothing. */
  public Map<String, List<@Nullable PointValue>> points() {
    Map<String, PointValue> before = byPoint(former);
    Map<String, PointValue> after = byPoint(now);
    var points = new LinkedHashMap<String, List<@Nullable PointValue>>();
    before.forEach(
        (point, value) -> {
          if (!value.equals(after.get(point))) {
            points.put(point, Arrays.asList(value, after.get(point)));
          }
        });
    after.forEach(
        (point, value) -> {
          if (!before.containsKey(point)) {
            points.put(point, Arrays.asList(null, value));
          }
        });
    return points;
  }

  private static Map<String, PointValue> byPoint(@Nullable SystemReading reading) {
    var points = new HashMap<String, PointValue>();
    if (reading != null) {
      reading.values().forEach(value -> points.put(value.point(), value));
    }
    return points;
  }

  Counts counts() {
    boolean gone = now.op() == Op.VOID;
    boolean added = former == null || former.op() == Op.VOID;
    return gone ? Counts.ONE_EMPTIED : added ? Counts.ONE_ADDED : Counts.ONE_CHANGED;
  }
}
