package telemetry.sink.kafka;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.sink.batch.Attempt;
import telemetry.sink.batch.Attempt.Moved;
import telemetry.sink.batch.Attempt.Refused;
import telemetry.sink.batch.Attempt.Stale;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Batch;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;
import telemetry.sink.batch.Poll;
import telemetry.sink.batch.SystemChange;
import telemetry.sink.batch.Tables;

/** Tables in memory, with the same promises. An average of {@link #REFUSED} is refused. */
final class FakeTables implements Tables {
  static final double REFUSED = 13;

  final Map<LogPartition, Claim> places = new HashMap<>();
  final Map<String, Aggregate> rows = new HashMap<>();
  final List<Poll> polls = new ArrayList<>();
  final Map<Integer, SystemChange> systems = new HashMap<>();

  /** What the next calls do instead; a supplier that gives null lets the call pass. */
  final Deque<Supplier<@Nullable Attempt>> instead = new ArrayDeque<>();

  /** What the next calls for upkeep do. */
  final Deque<Runnable> maintenance = new ArrayDeque<>();

  final Map<Integer, Instant> reached = new HashMap<>();

  int attempts;
  int maintained;

  @Override
  public Claim take(LogPartition partition, String topicId, long first) {
    Attempt scripted = scripted();
    if (scripted != null) {
      throw new IllegalStateException("a taking cannot end as " + scripted);
    }
    Claim before = places.getOrDefault(partition, new Claim(partition, topicId, 0, first));
    Claim taken = new Claim(partition, before.topicId(), before.ownerEpoch() + 1, before.next());
    places.put(partition, taken);
    return taken;
  }

  @Override
  public Attempt writeAggregates(Claim claim, Batch<Aggregate> batch) {
    attempts++;
    Attempt objection = objection(claim);
    if (objection != null) {
      return objection;
    }
    if (batch.rows().stream().anyMatch(row -> row.avg() != null && row.avg() == REFUSED)) {
      return new Refused("23514", "SQLSTATE 23514, constraint unlucky");
    }
    int written = 0;
    for (Aggregate row : batch.rows()) {
      Aggregate now =
          rows.merge(
              row.key() + "@" + row.intervalEnd(),
              row,
              (old, fresh) -> Newest.KNOWLEDGE.compare(fresh, old) >= 0 ? fresh : old);
      written += now.equals(row) ? 1 : 0;
    }
    places.put(claim.partition(), claim.movedTo(batch.next()));
    return new Written(written, batch.rows().size() - written, 0, 0);
  }

  @Override
  public boolean keepsReadings() {
    return false;
  }

  @Override
  public Map<Integer, Instant> reached(Collection<Integer> systems) {
    var found = new HashMap<>(reached);
    found.keySet().retainAll(systems);
    return found;
  }

  @Override
  public Attempt writeReadings(Claim claim, Batch<Poll> batch) {
    attempts++;
    Attempt objection = objection(claim);
    if (objection != null) {
      return objection;
    }
    polls.addAll(batch.rows());
    places.put(claim.partition(), claim.movedTo(batch.next()));
    return new Written(batch.rows().size(), 0, 0, 0);
  }

  @Override
  public Attempt writeEvents(Claim claim, Batch<Event> batch) {
    attempts++;
    Attempt objection = objection(claim);
    if (objection != null) {
      return objection;
    }
    places.put(claim.partition(), claim.movedTo(batch.next()));
    return new Written(batch.rows().size(), 0, 0, 0);
  }

  @Override
  public void maintain() {
    maintained++;
    Runnable trouble = maintenance.poll();
    if (trouble != null) {
      trouble.run();
    }
  }

  @Override
  public Attempt writeSystems(Claim claim, Batch<SystemChange> batch) {
    attempts++;
    Attempt objection = objection(claim);
    if (objection != null) {
      return objection;
    }
    batch.rows().forEach(change -> systems.put(change.systemId(), change));
    places.put(claim.partition(), claim.movedTo(batch.next()));
    return new Written(batch.rows().size(), 0, 0, 0);
  }

  private @Nullable Attempt objection(Claim claim) {
    Attempt scripted = scripted();
    if (scripted != null) {
      return scripted;
    }
    Claim found = places.get(claim.partition());
    if (found == null) {
      return new Moved();
    }
    if (found.ownerEpoch() > claim.ownerEpoch()) {
      return new Stale();
    }
    return found.equals(claim) ? null : new Moved();
  }

  private @Nullable Attempt scripted() {
    Supplier<@Nullable Attempt> next = instead.poll();
    return next == null ? null : next.get();
  }
}
