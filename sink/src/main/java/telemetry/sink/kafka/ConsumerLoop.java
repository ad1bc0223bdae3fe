package telemetry.sink.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.role.Health;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.TablesUnavailable;

/**
 * Polls, holds, writes; one thread. Whatever must be waited for pauses the partitions and keeps
 * polling, so that the group keeps its member; what was polled by then stays held, and nothing more
 * is fetched.
 */
final class ConsumerLoop implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final long LONGEST_POLL_MILLIS = 500;

  /**
   * How long a lane that another sink took stays away. By then the group has told us, if the
   * partition is not ours any more; if it still is, the other was the one that was wrong.
   */
  static final long STALE_MILLIS = 60_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Taking taking;
  private final Map<String, Flow<?>> flows = new LinkedHashMap<>();
  private final Map<String, Outcomes> outcomes = new HashMap<>();
  private final Rejects rejects;
  private final Upkeep upkeep;
  private final Limits limits;
  private final Clock clock;

  private final Map<TopicPartition, Lane<?>> lanes = new LinkedHashMap<>();
  private final Trouble trouble = new Trouble();
  private boolean joined;
  private volatile Health health = Health.waiting("joining the group");

  ConsumerLoop(
      Consumer<byte[], byte[]> consumer,
      Taking taking,
      List<Flow<?>> flows,
      Rejects rejects,
      Upkeep upkeep,
      Limits limits,
      MeterRegistry meters,
      Clock clock) {
    this.consumer = consumer;
    this.taking = taking;
    this.rejects = rejects;
    this.upkeep = upkeep;
    this.limits = limits;
    this.clock = clock;
    for (Flow<?> flow : flows) {
      this.flows.put(flow.topic(), flow);
      outcomes.put(flow.topic(), Outcomes.of(meters, flow.topic()));
    }
  }

  /** Joins the group. */
  void subscribe() {
    consumer.subscribe(flows.keySet(), this);
  }

  /** How it goes; from any thread. */
  Health health() {
    return health;
  }

  /** Polls once and writes what is due. */
  void turn() {
    poll();
    if (clock.millis() >= trouble.retryAt()) {
      try {
        takeAndWrite(false);
        goOn();
        upkeep.at(clock.millis());
      } catch (TablesUnavailable | KafkaException e) {
        trouble.met(e, clock.millis());
        consumer.pause(lanes.keySet());
      }
    }
    health = healthNow();
  }

  /** Writes what is held, if nothing stands in the way, and leaves the group. */
  void finish() {
    if (trouble.reason() == null) {
      try {
        takeAndWrite(true);
      } catch (TablesUnavailable | KafkaException e) {
        LOG.atInfo()
            .setMessage("left for the next owner")
            .addKeyValue("reason", e.getMessage())
            .log();
      }
    }
    consumer.close();
  }

  private void poll() {
    try {
      var records = consumer.poll(Duration.ofMillis(pollMillis()));
      for (TopicPartition partition : records.partitions()) {
        lane(partition).hold(records.records(partition));
      }
    } catch (OffsetOutOfRangeException e) {
      var partition = e.partitions().iterator().next();
      throw Taking.stopped(
          partition,
          "the log at " + e.offsetOutOfRangePartitions().get(partition),
          "no such place");
    }
    for (Lane<?> lane : lanes.values()) {
      if (lane.claim() != null) {
        long waiting = consumer.currentLag(lane.partition()).orElse(0);
        lane.reached(consumer.position(lane.partition()), waiting, clock.millis());
      }
    }
  }

  private long pollMillis() {
    long now = clock.millis();
    if (trouble.retryAt() > now) {
      return Math.min(LONGEST_POLL_MILLIS, trouble.retryAt() - now);
    }
    long due = now + LONGEST_POLL_MILLIS;
    for (Lane<?> lane : lanes.values()) {
      due = Math.min(due, lane.dueAt());
    }
    return Math.max(0, due - now);
  }

  private void takeAndWrite(boolean all) {
    long now = clock.millis();
    var places = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (Lane<?> lane : lanes.values()) {
      if (!all && lane.wantsTaking(now)) {
        taking.take(lane, now);
        consumer.resume(List.of(lane.partition()));
      }
      Claim before = lane.claim();
      if (before != null && (all || lane.dueAt() <= now)) {
        after(lane, lane.write(now), now);
        Claim claim = lane.claim();
        if (claim != null && claim.next() > before.next()) {
          places.put(lane.partition(), new OffsetAndMetadata(claim.next()));
        }
      } else {
        lane.thin();
      }
    }
    if (!places.isEmpty()) {
      long done = clock.millis();
      places.keySet().forEach(partition -> lane(partition).rests(done));
      tellKafka(places);
    }
  }

  private void after(Lane<?> lane, Lane.End end, long now) {
    if (end == Lane.End.WRITTEN) {
      return;
    }
    consumer.pause(List.of(lane.partition()));
    lane.release(end == Lane.End.STALE ? now + STALE_MILLIS : now);
    if (end == Lane.End.MOVED) {
      lanes.values().forEach(Lane::lookSoon);
    }
    LOG.atWarn()
        .setMessage(
            switch (end) {
              case MOVED -> "place moved under us";
              case STALE -> "taken by another sink";
              case AGAIN, WRITTEN -> "something was refused: reads again, and leaves nothing out";
            })
        .addKeyValue("partition", lane.partition())
        .log();
  }

  /** For tools that show the lag; the tables' place is the one that counts. */
  private void tellKafka(Map<TopicPartition, OffsetAndMetadata> places) {
    consumer.commitAsync(
        places,
        (offsets, failure) -> {
          if (failure != null) {
            LOG.atDebug()
                .setMessage("place not told to Kafka")
                .addKeyValue("reason", failure.getMessage())
                .log();
          }
        });
  }

  private void goOn() {
    if (trouble.isOver()) {
      consumer.resume(
          lanes.values().stream()
              .filter(lane -> lane.claim() != null)
              .map(Lane::partition)
              .toList());
    }
  }

  private Health healthNow() {
    String reason = trouble.reason();
    if (reason != null) {
      return Health.waiting(reason);
    }
    if (!joined) {
      return Health.waiting("joining the group");
    }
    List<TopicPartition> untaken = new ArrayList<>();
    for (Lane<?> lane : lanes.values()) {
      if (lane.claim() == null) {
        untaken.add(lane.partition());
      }
    }
    return untaken.isEmpty()
        ? Health.ready("writes " + lanes.size() + " partitions")
        : Health.waiting("not ours yet: " + untaken);
  }

  private Lane<?> lane(TopicPartition partition) {
    Lane<?> lane = lanes.get(partition);
    if (lane == null) {
      throw new IllegalStateException(partition + ": polled, but never assigned");
    }
    return lane;
  }

  /** Paused until it is taken; the seek is there only that the consumer looks for no place. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    for (TopicPartition partition : partitions) {
      onLane(partition);
      consumer.seek(partition, 0);
    }
    consumer.pause(partitions);
    LOG.atInfo().setMessage("assigned").addKeyValue("partitions", partitions).log();
  }

  private void onLane(TopicPartition partition) {
    Flow<?> flow = flows.get(partition.topic());
    Outcomes counted = outcomes.get(partition.topic());
    if (flow == null || counted == null) {
      throw new IllegalStateException(partition + ": assigned, but never subscribed to");
    }
    lanes.put(partition, new Lane<>(partition, flow, rejects, counted, limits));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Lane<?> lane = lanes.remove(partition);
      if (lane != null) {
        lane.release(Long.MAX_VALUE);
      }
    }
    LOG.atInfo().setMessage("revoked").addKeyValue("partitions", partitions).log();
  }
}
