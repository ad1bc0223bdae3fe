package telemetry.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.window.PointTable;
import telemetry.window.SystemReach;
import telemetry.window.WindowRules;

/**
 * What the log says of one system at large, whichever range is wanted. The kind and unit of a point
 * are settled by the first reading of it that the live windows took; one that came late counts only
 * where no other ever came.
 */
final class Census {
  private final SystemReach reach;
  private final PointTable table;
  private final Map<String, PointValue> late = new LinkedHashMap<>();
  private final Whereabouts whereabouts = new Whereabouts();
  private final int systemId;
  private long newest = Long.MIN_VALUE;
  private long appendedAt = Long.MIN_VALUE;

  Census(int systemId, WindowRules rules) {
    this.systemId = systemId;
    this.reach = new SystemReach(rules.reach());
    this.table = new PointTable(systemId, rules.redefinitions());
  }

  int systemId() {
    return systemId;
  }

  /**
   * Takes the next reading of the system.
   *
   * @param appended when the broker appended it, in epoch milliseconds
   */
  void take(SystemReading reading, long offset, long appended) {
    appendedAt = Math.max(appendedAt, appended);
    if (table.check(reading, offset).isPresent()) {
      return;
    }
    long at = reading.measuredAt().toEpochMilli();
    reach.heard(reading.vendor());
    boolean inTime = newest == Long.MIN_VALUE || at >= newest - reach.millis();
    whereabouts.take(at, offset, newest);
    newest = Math.max(newest, at);
    for (PointValue value : reading.values()) {
      if (inTime) {
        table.add(value.point(), value.kind(), value.unit());
      } else {
        late.putIfAbsent(value.point(), value);
      }
      if (value.kind() == Kind.COUNTER && value.value() instanceof Value.Num) {
        whereabouts.number(value.point(), at);
      }
    }
  }

  /** Its points. */
  List<PointTable.Point> points() {
    var all = new PointTable(systemId);
    for (int p = 0; p < table.size(); p++) {
      PointTable.Point point = table.get(p);
      all.add(point.key().path(), point.kind(), point.unit());
    }
    late.values().stream()
        .filter(value -> all.indexOf(value.point()) == null)
        .forEach(value -> all.add(value.point(), value.kind(), value.unit()));
    var points = new ArrayList<PointTable.Point>();
    for (int p = 0; p < all.size(); p++) {
      points.add(all.get(p));
    }
    return points;
  }

  /** Where in the log its readings stand. */
  Whereabouts whereabouts() {
    return whereabouts;
  }

  /** When its newest reading was measured; {@code Long.MIN_VALUE} if it has none. */
  long newest() {
    return newest;
  }

  /** When its last record was appended; {@code Long.MIN_VALUE} if it has none. */
  long appendedAt() {
    return appendedAt;
  }
}
