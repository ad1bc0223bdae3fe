package telemetry.sink.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import telemetry.model.Rejection;
import telemetry.sink.batch.Attempt.Moved;
import telemetry.sink.batch.Attempt.Refused;
import telemetry.sink.batch.Attempt.Stale;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.TablesUnavailable;
import telemetry.sink.kafka.Flow.Result;
import telemetry.sink.kafka.RecordReader.Read.Bad;
import telemetry.sink.kafka.RecordReader.Read.Good;
import telemetry.sink.kafka.RecordReader.Read.Told;

/**
 * One assigned partition: what was polled of it and is not written yet. A record that the database
 * refuses is found by halving what is written at once, down to it alone.
 *
 * @param <T> the domain record
 */
final class Lane<T> {
  /** How a writing ended. */
  enum End {
    /** Everything that was held is in the tables. */
    WRITTEN,
    /** The place moved under us: take again. */
    MOVED,
    /** Another sink has the partition. */
    STALE,
    /**
     * Something was refused, and some of it was found needless before: to be polled again whole.
     */
    AGAIN
  }

  /**
   * How often a place is looked at while nothing is written there: a database that was restored, or
   * is away, shows even when no record comes.
   */
  private static final long LOOK_MILLIS = 10_000;

  /** It is looked which are needless when so many have come, and as many again as are left. */
  private static final int WORTH_LOOKING = 4_000;

  private final TopicPartition partition;
  private final Flow<T> flow;
  private final Outcomes outcomes;
  private final Limits usual;

  private final Held held = new Held();
  private final Refusals refusals;

  private @Nullable Claim claim;
  private int partitions;
  private long position;
  private long heldSince;
  private long lookedAt;
  private long wroteAt;
  private long takeFrom;
  private long wholeUntil;
  private boolean atEnd;
  private Limits limits;
  private int atOnce;

  /**
   * Nothing is held yet, and nothing taken.
   *
   * @param usual when it is due, and the most that is written at once
   */
  Lane(TopicPartition partition, Flow<T> flow, Rejects rejects, Outcomes outcomes, Limits usual) {
    this.partition = partition;
    this.flow = flow;
    this.refusals = new Refusals(rejects);
    this.outcomes = outcomes;
    this.usual = usual;
    this.limits = usual;
    this.atOnce = usual.rows();
  }

  TopicPartition partition() {
    return partition;
  }

  /** The place up to which everything is in the tables; null while it is not ours. */
  @Nullable Claim claim() {
    return claim;
  }

  /** Whether the partition should be taken now. */
  boolean wantsTaking(long now) {
    return claim == null && now >= takeFrom;
  }

  /** The partition is ours. */
  void taken(Claim taken, int partitionsOfTopic, long now) {
    claim = taken;
    lookedAt = now;
    partitions = partitionsOfTopic;
    position = taken.next();
  }

  /** Gives back what is held, unwritten; whoever takes the partition reads it again. */
  void release(long takeAgainFrom) {
    outcomes.released().increment(held.polled());
    held.clear();
    refusals.clear();
    atOnce = usual.rows();
    claim = null;
    takeFrom = takeAgainFrom;
  }

  /** Holds what was polled. */
  void hold(List<ConsumerRecord<byte[], byte[]>> records) {
    outcomes.consumed().increment(records.size());
    held.add(records);
  }

  /**
   * Lets go of what is needless among what is held, so that history fits into little memory. What
   * they are counted as is decided when the place passes them.
   *
   * @throws TablesUnavailable if it cannot be told now
   */
  void thin() {
    if (claim == null
        || claim.next() < wholeUntil
        || held.fresh() < Math.max(WORTH_LOOKING, held.size() - held.fresh())) {
      return;
    }
    held.keep(flow.sieve().needed(held.first(held.size()), partitions));
  }

  /**
   * The consumer has passed everything before a place: records, and marks of transactions.
   *
   * @param waiting how many records follow in the log
   */
  void reached(long place, long waiting, long now) {
    limits = flow.sieve().limits(usual, waiting);
    if (claim != null && claim.next() == position && place > position) {
      heldSince = now;
    }
    atEnd = waiting == 0;
    position = place;
  }

  /**
   * Its writer has written it, and has done with the others that were due. While more waits in the
   * log there is no rest: what comes last then need not wait for anything.
   */
  void rests(long now) {
    wroteAt = atEnd ? now : 0;
  }

  /** Another place moved: look at this one too. */
  void lookSoon() {
    lookedAt = 0;
  }

  /**
   * When what is held should be written, or the place looked at; never if it is not ours. What ends
   * the log waits for nothing: it is what one commit made visible. But whoever has just written has
   * more to come, and gathers, so that nobody writes more often than records may wait.
   */
  long dueAt() {
    if (claim == null) {
      return Long.MAX_VALUE;
    }
    if (claim.next() == position) {
      return lookedAt + LOOK_MILLIS;
    }
    long since = atEnd ? Math.min(heldSince, wroteAt) : heldSince;
    return held.isFull(limits) ? 0 : since + limits.age().toMillis();
  }

  /**
   * Writes all that is held; if that is nothing, only looks whether the place is still where it
   * was.
   *
   * @throws TablesUnavailable if it must be tried again; what is written by then is not held any
   *     more
   */
  End write(long now) {
    boolean looked = false;
    while (claim != null && (claim.next() < position || !looked)) {
      int count = held.share(Math.min(atOnce, limits.rows()), limits);
      long next = held.after(count, position);
      List<ConsumerRecord<byte[], byte[]>> records = held.first(count);
      List<ConsumerRecord<byte[], byte[]>> needed = flow.sieve().needed(records, partitions);
      var bad = new LinkedHashMap<ConsumerRecord<byte[], byte[]>, Rejection>();
      List<T> good = new ArrayList<>(needed.size());
      int told = read(needed, good, bad);
      refusals.tell(bad);
      Result result = attempt(claim, good, next, count);
      looked = true;
      if (result.attempt() instanceof Written written) {
        outcomes.written().increment(written.written());
        int needless = held.passed(count) - needed.size();
        outcomes.superseded().increment(written.superseded() + result.superseded() + needless);
        outcomes.expired().increment(written.expired());
        outcomes.rejected().increment(bad.size() + told + written.refused());
        refusals.forget(records);
        held.forget(count);
        claim = claim.movedTo(next);
        atOnce = Math.min(limits.rows(), atOnce * 2);
      } else if (result.attempt() instanceof Refused refusal) {
        if (held.polled() > held.size()) {
          // What is refused makes nothing else needless.
          wholeUntil = position;
          return End.AGAIN;
        }
        if (count > 1) {
          atOnce = count / 2;
        } else {
          refusals.add(records.get(0), refusal);
        }
      } else if (result.attempt() instanceof Moved) {
        return End.MOVED;
      } else if (result.attempt() instanceof Stale) {
        return End.STALE;
      }
    }
    lookedAt = now;
    return End.WRITTEN;
  }

  private Result attempt(Claim mine, List<T> good, long next, int count) {
    try {
      return flow.writer().write(mine, good, next);
    } catch (TablesUnavailable e) {
      if (e.tooSlow()) {
        atOnce = Math.max(1, count / 2);
      }
      throw e;
    }
  }

  /** How many are left out because another stage tells of them. */
  private int read(
      List<ConsumerRecord<byte[], byte[]>> records,
      List<T> good,
      Map<ConsumerRecord<byte[], byte[]>, Rejection> bad) {
    int told = 0;
    for (var record : records) {
      Rejection refusal = refusals.of(record);
      if (refusal != null) {
        bad.put(record, refusal);
        continue;
      }
      var read = flow.reader().read(record, partitions);
      if (read instanceof Good<T> it) {
        good.add(it.value());
      } else if (read instanceof Bad<T> it) {
        bad.put(record, it.rejection());
      } else if (read instanceof Told<T>) {
        told++;
      }
    }
    return told;
  }
}
