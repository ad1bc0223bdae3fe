package telemetry.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.model.Epoch;
import telemetry.registry.RegistryException;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.replay.kafka.LateDrainer;
import telemetry.role.Health;
import telemetry.role.Role;
import telemetry.settings.BadSettings;
import telemetry.settings.Settings;
import telemetry.window.Delivery;

/** Runs the topology: understands what was heard. */
public final class StreamsRole implements Role {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsRole.class);
  private static final Duration CLOSE = Duration.ofSeconds(20);

  private final Settings settings;
  private final Supplier<Epoch> epoch;
  private final MeterRegistry meters;
  private final Clock clock;
  private final AtomicReference<@Nullable KafkaStreams> streams = new AtomicReference<>();
  private final AtomicReference<@Nullable LateDrainer> late = new AtomicReference<>();
  private final AtomicReference<@Nullable FollowedPoints> points = new AtomicReference<>();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  /**
   * A role that is not started yet.
   *
   * @param given name to text
   * @param epoch the epoch that revisions count in, asked for at the start; throws when Kafka does
   *     not match it
   * @param meters where the outcomes are counted
   * @param clock says when late readings are drained
   * @throws BadSettings naming everything that is wrong
   */
  public StreamsRole(
      Map<String, String> given, Supplier<Epoch> epoch, MeterRegistry meters, Clock clock) {
    this.clock = clock;
    this.settings = StreamsSettings.check(given);
    this.epoch = epoch;
    this.meters = meters;
  }

  @Override
  public String name() {
    return StreamsSettings.ROLE;
  }

  @Override
  public void start() {
    Epoch current = epoch.get();
    Properties properties = StreamsProperties.of(settings);
    StateGuard.check(properties, settings.getString(StreamsSettings.APPLICATION_ID));
    SchemaRegistry registry = SchemaRegistries.connect(settings.registry());
    var followed =
        new FollowedPoints(settings.kafka(), registry, fault -> failure.set(fault.toString()));
    points.set(followed);
    KafkaStreams started = streams(current, properties, registry, followed);
    started.setUncaughtExceptionHandler(this::answer);
    streams.set(started);
    started.start();
    drainLate(current, followed);
    LOG.info("started epoch={} partitions={}", current.epoch(), current.partitions());
  }

  private void drainLate(Epoch current, FollowedPoints followed) {
    int minutes = settings.getInt(StreamsSettings.LATE_DRAIN);
    if (minutes > 0) {
      late.set(
          new LateDrainer(
              StreamsSettings.lateDrains(settings, current, followed),
              settings.getString(StreamsSettings.INSTANCE_ID),
              Duration.ofMinutes(minutes),
              clock,
              meters));
    }
  }

  private KafkaStreams streams(
      Epoch current, Properties properties, SchemaRegistry registry, FollowedPoints followed) {
    var floors = new LogFloors(settings.kafka(), registry, current, Clock.systemUTC());
    if (!atLeastOnce()) {
      var writes = new GatheredWrites();
      Shape shape =
          StreamsSettings.shape(settings, current, followed, Delivery.WITH_STATE, writes, floors);
      return new KafkaStreams(
          StreamsTopology.draw(shape, followed, new Pauses(), registry, meters),
          properties,
          new CountedFlushes(writes::write));
    }
    var flushes = new CountedFlushes(() -> {});
    Shape shape =
        StreamsSettings.shape(settings, current, followed, flushes, StoreWrites.AT_ONCE, floors);
    var created =
        new KafkaStreams(
            StreamsTopology.draw(shape, followed, new Pauses(), registry, meters),
            properties,
            flushes);
    if (!cleanEnd().take()) {
      LOG.warn("state read again from its changelog reason=\"the last end was not clean\"");
      created.cleanUp();
    }
    return created;
  }

  private boolean atLeastOnce() {
    return StreamsProperties.atLeastOnce(settings);
  }

  private CleanEnd cleanEnd() {
    return new CleanEnd(
        settings.getString(StreamsSettings.STATE_DIR),
        settings.getString(StreamsSettings.APPLICATION_ID));
  }

  /**
   * Waiting helps when a registry or broker was away; all else is for somebody to repair. Without
   * transactions a thread that broke off leaves state that only a new process may judge.
   */
  private StreamThreadExceptionResponse answer(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      boolean passes =
          cause instanceof RetriableException
              || (cause instanceof RegistryException registry && registry.retriable());
      if (passes && !atLeastOnce()) {
        LOG.warn("thread replaced cause={}", cause.toString());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
      }
    }
    LOG.error("stopped, something must be repaired", thrown);
    failure.set(thrown.toString());
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  @Override
  public Health health() {
    String failed = failure.get();
    if (failed != null) {
      return Health.failed(failed);
    }
    KafkaStreams running = streams.get();
    if (running == null) {
      return Health.waiting("not started");
    }
    KafkaStreams.State state = running.state();
    if (state == KafkaStreams.State.RUNNING) {
      return Health.ready("running");
    }
    return state.hasNotStarted() || state == KafkaStreams.State.REBALANCING
        ? Health.waiting("taking up its partitions and their state")
        : Health.failed("Kafka Streams is in state " + state);
  }

  @Override
  public void close() {
    LateDrainer drainer = late.getAndSet(null);
    if (drainer != null) {
      drainer.close();
    }
    closeStreams();
    FollowedPoints followed = points.getAndSet(null);
    if (followed != null) {
      followed.close();
    }
  }

  private void closeStreams() {
    KafkaStreams running = streams.getAndSet(null);
    if (running != null) {
      boolean named = !settings.getString(StreamsSettings.INSTANCE_ID).isEmpty();
      boolean sound = failure.get() == null;
      boolean closed =
          running.close(
              CloseOptions.timeout(CLOSE)
                  .withGroupMembershipOperation(
                      named
                          ? GroupMembershipOperation.REMAIN_IN_GROUP
                          : GroupMembershipOperation.LEAVE_GROUP));
      if (atLeastOnce() && sound && closed) {
        cleanEnd().leave();
      }
    }
  }
}
