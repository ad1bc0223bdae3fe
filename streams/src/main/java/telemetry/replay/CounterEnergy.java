package telemetry.replay;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Interval;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;
import telemetry.recalculation.RowKey;
import telemetry.window.History;
import telemetry.window.Span;
import telemetry.window.WindowRules;

/**
 * What energy counters come to before and after polls are replaced, by the windows that the polls
 * of the range give. A growth from before the range is part of neither.
 */
final class CounterEnergy {
  /** The windows of one system. */
  private static final class Side {
    private final History history;
    private long heard;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    Side(int systemId, WindowRules rules, ZoneId zone) {
      history = new History(systemId, rules, List.of(), zone);
    }

    void hear(@Nullable SystemReading poll) {
      if (poll == null || poll.op() == Op.VOID) {
        return;
      }
      List<PointValue> counters = poll.values().stream().filter(CounterEnergy::isEnergy).toList();
      if (!counters.isEmpty()) {
        history.hear(poll.with(counters), heard++);
        long end = Interval.endOf(poll.measuredAt().toEpochMilli());
        first = Math.min(first, end);
        last = Math.max(last, end);
      }
    }

    void rows(Consumer<Aggregate> out) {
      if (heard > 0) {
        history.rows(Span.FIVE_MINUTES, first - 1, last, out);
      }
    }
  }

  private final WindowRules rules;
  private final IntFunction<ZoneId> zones;
  private final Plan plan;
  private @Nullable Side before;
  private @Nullable Side after;
  private int systemId;
  private boolean changed;

  /**
   * Of nothing yet.
   *
   * @param zones of systems
   * @param plan is told what changes
   */
  CounterEnergy(WindowRules rules, IntFunction<ZoneId> zones, Plan plan) {
    this.rules = rules;
    this.zones = zones;
    this.plan = plan;
  }

  /** Takes the next piece; the pieces of one system follow each other. */
  void add(ComparedPolls piece) {
    int system = piece.piece().systemId();
    Side former = before;
    Side now = after;
    if (former == null || now == null || system != systemId) {
      end();
      systemId = system;
      former = new Side(system, rules, zones.apply(system));
      now = new Side(system, rules, zones.apply(system));
      before = former;
      after = now;
    }
    for (PollChange change : piece.changes()) {
      former.hear(change.former());
      now.hear(change.now() == null ? change.former() : change.now());
      changed |= change.now() != null;
    }
  }

  /** Everything was taken. */
  void end() {
    if (before != null && after != null && changed) {
      Map<RowKey, Aggregate> rows = new HashMap<>();
      before.rows(row -> rows.put(RowKey.of(row), row));
      after.rows(row -> plan.addEnergy(rows.remove(RowKey.of(row)), row));
      rows.values().forEach(row -> plan.addEnergy(row, null));
    }
    before = null;
    after = null;
    changed = false;
  }

  private static boolean isEnergy(PointValue value) {
    return value.kind() == Kind.COUNTER && Plan.isEnergy(value.unit());
  }
}
