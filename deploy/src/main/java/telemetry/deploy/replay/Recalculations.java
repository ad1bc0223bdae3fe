package telemetry.deploy.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.control.LoggedNumbers;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.Stage;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.Roles;
import telemetry.model.Epoch;
import telemetry.model.Redefinitions;
import telemetry.normalise.Aliases;
import telemetry.normalise.Normaliser;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Scope;
import telemetry.recalculation.StandingRows;
import telemetry.replay.Plan;
import telemetry.replay.PollUndo;
import telemetry.replay.RawReplay;
import telemetry.replay.Replay;
import telemetry.replay.Source;
import telemetry.replay.Task;
import telemetry.replay.Undo;
import telemetry.replay.Watcher;
import telemetry.replay.kafka.DeclaredZones;
import telemetry.replay.kafka.KafkaPollLog;
import telemetry.replay.kafka.KafkaRawLog;
import telemetry.replay.kafka.KafkaReadingLog;
import telemetry.replay.kafka.KafkaRowLog;
import telemetry.replay.kafka.LateDrain;
import telemetry.replay.kafka.LateDrains;
import telemetry.replay.kafka.LateOnce;
import telemetry.replay.kafka.Pace;
import telemetry.replay.kafka.ReplaySettings;
import telemetry.settings.Settings;
import telemetry.sink.jdbc.Database;
import telemetry.sink.recalculation.PostgresLedger;
import telemetry.sink.recalculation.PostgresRows;
import telemetry.topology.StreamsSettings;
import telemetry.vendors.Decoders;
import telemetry.window.WindowRules;

/** Recalculations of one pipeline. */
public final class Recalculations implements AutoCloseable {
  /** What a plan would have as its number: greater than any. */
  private static final int NO_BATCH = Integer.MAX_VALUE;

  private static final String UNDO_OF_POLLS = "undo raw";

  /** What the kinds of all replays begin with. */
  private static final String REPLAY = "replay";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Rows of which none has come for so long do not come. */
  private static final Duration STILL = Duration.ofMinutes(2);

  private final Map<String, String> settings;
  private final Settings replay;
  private final Clock clock;
  private final Cluster cluster;
  private final Epoch epoch;
  private final KafkaReadingLog log;
  private final StandingRows tables;
  private final Ledger ledger;
  private final KafkaRawLog raw;
  private final Replay over;
  private final RawReplay again;
  private LiveWatch.@Nullable Seen seen;

  /**
   * On a pipeline.
   *
   * @param settings of streams, sink and replay, and where Kafka, the registry and PostgreSQL are
   * @param clock dates what is recorded
   */
  public Recalculations(Map<String, String> settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.replay = Roles.replay(settings);
    this.cluster = Cluster.connect(settings, clock);
    this.epoch = cluster.epoch().check();
    Database database = Roles.database(settings);
    this.tables = new PostgresRows(database, Roles.keep(settings));
    this.ledger =
        new PostgresLedger(database, cluster.registry(), new LoggedNumbers(cluster.control()));
    Redefinitions redefinitions = cluster.control().redefinitions();
    WindowRules rules = StreamsSettings.rules(Roles.streams(settings), epoch, redefinitions);
    this.log =
        new KafkaReadingLog(
            cluster.kafka(), cluster.registry(), epoch.partitions(), epoch.isOfFirstLog());
    this.raw =
        new KafkaRawLog(
            cluster.kafka(),
            cluster.registry(),
            new Normaliser(
                Decoders.standard(), Aliases.of(cluster.control().aliases()), redefinitions),
            epoch.partitions());
    var zones = new DeclaredZones(cluster.kafka(), cluster.registry());
    int mostReadings = replay.getInt(ReplaySettings.MEMORY_READINGS);
    this.over = new Replay(log, tables, zones, rules, mostReadings);
    this.again = new RawReplay(log, raw, zones, rules, mostReadings);
  }

  /**
   * Waits until what is in the log now stands in the tables, so that nothing that is on its way
   * counts as missing.
   *
   * @return what is lacking when the time is over
   */
  public Optional<String> awaitTables(Duration timeout) {
    try (var scan = new TopicScan(cluster.kafka(), PATIENCE)) {
      return new Progress(cluster.stages(settings), scan).await(timeout);
    }
  }

  private Optional<String> awaitAll() {
    return awaitWhileMoving(cluster.stages(settings));
  }

  private Optional<String> awaitSink() {
    return awaitWhileMoving(
        cluster.stages(settings).stream().filter(Recalculations::isSink).toList());
  }

  private Optional<String> awaitWhileMoving(List<Stage> stages) {
    try (var scan = new TopicScan(cluster.kafka(), PATIENCE)) {
      return new Progress(stages, scan).awaitWhileMoving(STILL);
    }
  }

  /** Brings home what came late. */
  public static LateDrain.Drained drainLate(Map<String, String> settings) {
    Clock clock = Clock.systemUTC();
    try (Cluster cluster = Cluster.connect(settings, clock)) {
      Epoch epoch = cluster.epoch().check();
      LateDrains drains =
          StreamsSettings.lateDrains(
              Roles.streams(settings), epoch, cluster.control().redefinitions());
      return LateOnce.run(drains, cluster.isActive(drains.group()), clock.instant());
    }
  }

  /** What the log holds now, or both logs do. */
  public List<Extent> extents(Source source) {
    return source == Source.RAW ? again.extents() : over.extents();
  }

  /** What would be written. */
  public Plan plan(Source source, Scope scope, Duration chunk, List<Extent> log, Watcher watcher) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var task = new Task(source, scope, chunk, log, now, NO_BATCH);
    return source == Source.RAW ? again.plan(task, watcher) : over.plan(task, watcher);
  }

  /** Records a replay that is about to run. */
  public Batch open(
      Source source, Scope scope, Duration chunk, List<Extent> log, String who, String reason) {
    take();
    return ledger.open(
        new Batch.Opening(
            source.kind(),
            scope,
            chunk,
            who,
            reason,
            CodeVersion.text(),
            epoch.epoch(),
            log,
            null));
  }

  private void take() {
    if (!ledger.take()) {
      throw new ReplayException(
          "another recalculation is running, and two could not tell what each replaced; see:"
              + " telemetry replay list");
    }
  }

  /** A recalculation that was left in the middle, to be run on. */
  public Batch reopen(int id) {
    take();
    Batch batch = find(id);
    if (batch.state().isOver() && batch.state() != Batch.State.CANCELLED) {
      throw new ReplayException(
          "batch " + id + ": wanted one that is not finished, found " + batch.state());
    }
    if (!batch.opening().kind().startsWith(REPLAY) && batch.opening().undoes() == null) {
      throw new ReplayException(
          "batch %d: wanted a replay, found %s, which is not resumed; cancel it and ask again"
              .formatted(id, batch.opening().kind()));
    }
    if (batch.opening().epoch() != epoch.epoch()) {
      throw new ReplayException(
          "batch %d: wanted one of epoch %d, found %d; begin a new one"
              .formatted(id, epoch.epoch(), batch.opening().epoch()));
    }
    ledger.put(id, Batch.State.RUNNING);
    return find(id);
  }

  /**
   * Runs a recalculation, an undo too, from wherever it was left.
   *
   * @return the rows that an undo leaves as they are
   */
  public List<LeftRow> run(Batch batch, Watcher watcher) {
    boolean polls = isOfPolls(batch);
    var pace = new Pace(replay.getInt(ReplaySettings.ROWS_PER_SECOND));
    var target = Duration.ofMillis(replay.getLong(ReplaySettings.LIVE_LATENESS));
    List<Stage> stages =
        cluster.stages(settings).stream()
            .filter(stage -> isSink(stage) || (polls && stage.name().equals("window")))
            .toList();
    try (var live = LiveWatch.of(cluster.kafka(), stages, target, pace, watcher, clock)) {
      List<LeftRow> left = polls ? runPolls(batch, pace, watcher) : runRows(batch, pace, watcher);
      seen = live.seen();
      return left;
    }
  }

  private static boolean isSink(Stage stage) {
    return stage.name().startsWith("sink");
  }

  /** How late the live pipeline was while the last one ran; nothing if none did. */
  public Map<String, Object> live() {
    LiveWatch.Seen was = seen;
    return was == null
        ? Map.of()
        : Map.of(
            "mostLateMillis", was.most().toMillis(),
            "targetMillis", was.target().toMillis(),
            "heldMillis", was.held().toMillis());
  }

  private List<LeftRow> runRows(Batch batch, Pace pace, Watcher watcher) {
    try (var out = new KafkaRowLog(cluster.kafka(), cluster.registry(), epoch.partitions(), pace)) {
      Integer undoes = batch.opening().undoes();
      if (undoes != null) {
        return new Undo(batch, find(undoes), ledger, tables, out)
            .run(watcher).stream().map(LeftRow::of).toList();
      }
      over.run(batch, ledger, out, watcher);
      return List.of();
    }
  }

  private List<LeftRow> runPolls(Batch batch, Pace pace, Watcher watcher) {
    try (var out =
        new KafkaPollLog(cluster.kafka(), cluster.registry(), epoch.partitions(), pace)) {
      Integer undoes = batch.opening().undoes();
      if (undoes != null) {
        return new PollUndo(batch, find(undoes), ledger, log, out)
            .run(watcher).stream().map(LeftRow::of).toList();
      }
      again.run(batch, ledger, out, watcher);
      return List.of();
    }
  }

  private static boolean isOfPolls(Batch batch) {
    return batch.opening().kind().equals(Source.RAW.kind())
        || batch.opening().kind().equals(UNDO_OF_POLLS);
  }

  /**
   * Waits, for as long as rows come, until what was sent stands in the tables; what lies beyond the
   * reach of the live windows is brought home.
   *
   * @return what is lacking when none has come for long
   */
  public Optional<String> awaitDone(Batch batch) {
    return isOfPolls(batch) ? awaitHome() : awaitSink();
  }

  /** The same for what was sent to the log of readings. */
  public Optional<String> awaitHome() {
    Optional<String> lacking = awaitAll();
    if (lacking.isPresent()) {
      return lacking;
    }
    drainLate(settings);
    return awaitSink();
  }

  /** Records that a recalculation is to be taken back. */
  public Batch openUndo(int id, String who, String reason) {
    take();
    Batch target = find(id);
    if (target.state() != Batch.State.DONE && target.state() != Batch.State.CANCELLED) {
      throw new ReplayException(
          "batch %d: wanted one that is done or cancelled, found %s".formatted(id, target.state()));
    }
    Batch.Opening what = target.opening();
    boolean polls = isOfPolls(target);
    return ledger.open(
        new Batch.Opening(
            polls ? UNDO_OF_POLLS : "undo",
            what.scope(),
            what.chunk(),
            who,
            reason,
            CodeVersion.text(),
            epoch.epoch(),
            polls ? again.extents() : what.log(),
            id));
  }

  /** Tells a recalculation to stop; if nobody runs it, it is stopped. */
  public Batch cancel(int id) {
    Batch batch = find(id);
    if (batch.state().isOver()) {
      throw new ReplayException("batch " + id + ": is over, " + batch.state());
    }
    ledger.put(id, ledger.take() ? Batch.State.CANCELLED : Batch.State.CANCELLING);
    return find(id);
  }

  /** A recalculation as it is recorded. */
  public Batch find(int id) {
    return ledger
        .find(id)
        .orElseThrow(
            () -> new ReplayException("batch " + id + ": wanted one that is recorded, found none"));
  }

  /** The newest ones. */
  public List<Batch> newest(int most) {
    return ledger.newest(most);
  }

  /** Whether somebody runs one now. */
  public boolean isRunning() {
    return !ledger.take();
  }

  @Override
  public void close() {
    ledger.close();
    tables.close();
    log.close();
    raw.close();
    cluster.close();
  }
}
