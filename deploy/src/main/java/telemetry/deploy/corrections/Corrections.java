package telemetry.deploy.corrections;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import telemetry.control.ControlLog;
import telemetry.control.LoggedNumbers;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.Stage;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.replay.CodeVersion;
import telemetry.deploy.replay.ReplayException;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.Roles;
import telemetry.model.Epoch;
import telemetry.model.Op;
import telemetry.model.PointAlias;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Redefinitions;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Checksum;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Piece;
import telemetry.recalculation.Scope;
import telemetry.replay.ReadingLog;
import telemetry.replay.kafka.KafkaReadingLog;
import telemetry.sink.jdbc.Database;
import telemetry.sink.recalculation.PostgresLedger;
import telemetry.topics.Partitions;

/** Corrections of one pipeline. */
public final class Corrections implements AutoCloseable {
  /** Some values are to be others. */
  public static final String AMEND = "amend";

  /** Polls, or points of them, are to be as if they had never been. */
  public static final String VOID = "void";

  /** The readings of one point belong to another. */
  public static final String MERGE = "merge";

  private static final Set<String> KINDS = Set.of(AMEND, VOID, MERGE);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Before any instant that is measured: with the other, the time of all there is. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** Within this every process that understands has heard of a fact about points. */
  private static final Duration HEARD = Duration.ofSeconds(2);

  /** A correction is one piece. */
  private static final Duration WHOLE = Duration.ofDays(365_000);

  private final Map<String, String> settings;
  private final Clock clock;
  private final Cluster cluster;
  private final Epoch epoch;
  private final KafkaReadingLog log;
  private final Ledger ledger;

  /** On a pipeline. */
  public Corrections(Map<String, String> settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.cluster = Cluster.connect(settings, clock);
    this.epoch = cluster.epoch().check();
    this.log =
        new KafkaReadingLog(
            cluster.kafka(), cluster.registry(), epoch.partitions(), epoch.isOfFirstLog());
    this.ledger =
        new PostgresLedger(
            Roles.database(settings), cluster.registry(), new LoggedNumbers(cluster.control()));
  }

  /** Whether a recorded batch, or what it undoes, is a correction of polls. */
  public boolean isOne(int id) {
    Batch batch = find(id);
    Integer undoes = batch.opening().undoes();
    return undoes == null ? KINDS.contains(batch.opening().kind()) : isOne(undoes);
  }

  /** The connection to Kafka and the registry. */
  public Cluster cluster() {
    return cluster;
  }

  /** All that was ever said of some points of a system. */
  static Scope ever(int systemId, Set<PointKey> points) {
    return new Scope(EARLIEST, LATEST, Set.of(systemId), points);
  }

  /** The facts that processes agree on. */
  ControlLog control() {
    return cluster.control();
  }

  /** The tables. */
  Database database() {
    return Roles.database(settings);
  }

  /** Where the log of a system ends now. */
  long end(int systemId) {
    return log.extent(Partitions.ofSystem(systemId, epoch.partitions())).end();
  }

  /** What the log holds now. */
  public List<Extent> extents() {
    return IntStream.range(0, log.partitions()).mapToObj(log::extent).toList();
  }

  /**
   * What an edit of the polls in a scope would send.
   *
   * @param source of this stream; null for all
   */
  public CorrectionPlan plan(
      Scope scope, @Nullable String source, Edit edit, List<Extent> extents) {
    PollFold fold = fold(scope, extents);
    var changes = new ArrayList<PollChange>();
    long left = 0;
    Instant now = now();
    for (StandingPoll poll : fold.all().values()) {
      boolean asked = source == null || source.equals(poll.reading().source());
      if (asked && !poll.isVoid()) {
        Optional<PollChange> change = PollChange.of(poll.reading(), edit, now);
        change.ifPresent(changes::add);
        left += change.isPresent() ? 0 : 1;
      }
    }
    return new CorrectionPlan(changes, left, List.of());
  }

  /** The polls of a scope as they count. */
  PollFold fold(Scope scope, List<Extent> extents) {
    var fold = new PollFold();
    read(scope, extents, (reading, offset, appendedAt) -> fold.add(reading, offset));
    return fold;
  }

  /**
   * A poll where there is none. What its points are is as the log says of them last.
   *
   * @param source its stream; null for one of its own
   * @throws ReplayException if the log knows no such point
   */
  public CorrectionPlan planPoll(
      int systemId,
      Instant at,
      @Nullable String source,
      Map<String, Value> values,
      List<Extent> extents) {
    var known = new TreeMap<String, PointValue>();
    var vendor = new String[] {AMEND};
    int partition = Partitions.ofSystem(systemId, epoch.partitions());
    log.read(
        partition,
        0,
        extents.get(partition).end(),
        (reading, offset, appendedAt) -> {
          if (reading.systemId() == systemId) {
            vendor[0] = reading.vendor();
            reading.values().forEach(value -> known.put(value.point(), value));
          }
        });
    var points = new ArrayList<PointValue>();
    values.forEach(
        (point, value) -> {
          PointValue like = known.get(point);
          if (like == null) {
            throw new ReplayException(
                "%d/%s: wanted a point that the log knows, found none".formatted(systemId, point));
          }
          points.add(new PointValue(point, like.kind(), like.unit(), value, Quality.GOOD));
        });
    String stream = source == null ? AMEND : source;
    var poll =
        new SystemReading(systemId, vendor[0], stream, Op.PUT, at, null, now(), null, null, points);
    return new CorrectionPlan(List.of(new PollChange(null, poll)), 0, List.of());
  }

  /** What took a correction back, and what that sent. */
  public record Undone(Batch batch, CorrectionPlan plan) {}

  /** Takes a correction back, with the aliases that it left. */
  public Undone undo(int id, String who, String reason) {
    Scope scope = undoable(id).opening().scope();
    // Nothing is changed before it is sure that nobody else corrects.
    Batch batch = open("undo", scope, who, reason, extents(), id);
    forgetAliases(id);
    CorrectionPlan plan = planUndo(id, extents());
    return new Undone(send(batch, plan), plan);
  }

  private CorrectionPlan planUndo(int id, List<Extent> extents) {
    Batch target = find(id);
    var with = new PollFold();
    var without = new PollFold();
    var written = new TreeSet<PollName>();
    read(
        target.opening().scope(),
        extents,
        (reading, offset, appendedAt) -> {
          with.add(reading, offset);
          Integer batch = reading.batch();
          if (batch != null && batch == id) {
            written.add(PollName.of(reading));
          } else {
            without.add(reading, offset);
          }
        });
    var changes = new ArrayList<PollChange>();
    var newer = new ArrayList<PollName>();
    for (PollName name : written) {
      StandingPoll stands = with.of(name).orElseThrow();
      if (stands.position().batch() == id) {
        SystemReading former =
            without.of(name).map(StandingPoll::reading).orElse(nothing(stands.reading()));
        changes.add(new PollChange(stands.reading(), former));
      } else {
        newer.add(name);
      }
    }
    return new CorrectionPlan(changes, 0, newer);
  }

  private SystemReading nothing(SystemReading poll) {
    return new SystemReading(
        poll.systemId(),
        poll.vendor(),
        poll.source(),
        Op.VOID,
        poll.measuredAt(),
        null,
        now(),
        null,
        null,
        List.of());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Reads the polls of a scope in the order of the log. */
  void read(Scope scope, List<Extent> extents, ReadingLog.Visitor visitor) {
    Set<Integer> partitions = new TreeSet<>();
    scope.named().forEach(id -> partitions.add(Partitions.ofSystem(id, epoch.partitions())));
    for (int partition = 0; partition < extents.size(); partition++) {
      if (partitions.isEmpty() || partitions.contains(partition)) {
        log.read(
            partition,
            scope.after().toEpochMilli(),
            extents.get(partition).end(),
            (reading, offset, appendedAt) -> {
              if (scope.holds(reading.systemId())
                  && reading.measuredAt().isAfter(scope.after())
                  && !reading.measuredAt().isAfter(scope.until())) {
                visitor.reading(reading, offset, appendedAt);
              }
            });
      }
    }
  }

  /** Records a correction and sends it. */
  public Batch run(
      String kind,
      Scope scope,
      String who,
      String reason,
      List<Extent> extents,
      CorrectionPlan plan) {
    return send(open(kind, scope, who, reason, extents, null), plan);
  }

  /** Records a correction that is about to be sent. */
  Batch open(
      String kind,
      Scope scope,
      String who,
      String reason,
      List<Extent> extents,
      @Nullable Integer undoes) {
    if (!ledger.take()) {
      throw new ReplayException(
          "a recalculation is running, and its rows would not know of this; see: telemetry replay"
              + " list");
    }
    return ledger.open(
        new Batch.Opening(
            kind, scope, WHOLE, who, reason, CodeVersion.text(), epoch.epoch(), extents, undoes));
  }

  /** Sends one that is recorded. */
  Batch send(Batch batch, CorrectionPlan plan) {
    @Nullable Integer undoes = batch.opening().undoes();
    var counts = new TreeMap<Integer, Counts>();
    plan.changes()
        .forEach(change -> counts.merge(change.now().systemId(), change.counts(), Counts::plus));
    plan.newer().forEach(name -> counts.merge(name.systemId(), Counts.ONE_NEWER, Counts::plus));
    counts.forEach(
        (system, of) ->
            ledger.prepare(
                batch.id(), new Piece(system, 0), of, Checksum.NONE, Checksum.NONE, List.of()));
    if (!plan.changes().isEmpty()) {
      try (var out = new ReadingsWriter(cluster.kafka(), cluster.registry())) {
        Redefinitions redefinitions = control().redefinitions();
        out.send(
            plan.changes().stream()
                .map(change -> redefinitions.meant(change.under(batch.id())))
                .toList());
      }
    }
    counts.keySet().forEach(system -> ledger.published(batch.id(), new Piece(system, 0)));
    if (undoes != null) {
      ledger.put(undoes, Batch.State.UNDONE);
    }
    ledger.put(batch.id(), Batch.State.DONE);
    return find(batch.id());
  }

  /**
   * Whether what a batch sent counts. One that was broken off is over by this: it was sent whole,
   * or not at all. Only for whoever has the right to correct.
   */
  boolean holds(int id) {
    Optional<Batch> recorded = ledger.find(id);
    if (recorded.isEmpty()) {
      return false; // A restored database does not know of it: nothing could take it back.
    }
    Batch batch = recorded.get();
    boolean sent = batch.state() == Batch.State.DONE || isSent(batch);
    if (!batch.state().isOver()) {
      if (sent) {
        ledger.pieces(id).keySet().forEach(piece -> ledger.published(id, piece));
      }
      ledger.put(id, sent ? Batch.State.DONE : Batch.State.CANCELLED);
    }
    return sent && batch.state() != Batch.State.UNDONE;
  }

  private boolean isSent(Batch batch) {
    var sent = new boolean[1];
    read(
        batch.opening().scope(),
        extents(),
        (reading, offset, appendedAt) -> sent[0] |= Objects.equals(reading.batch(), batch.id()));
    return sent[0];
  }

  /**
   * Waits until what is in the log now has become rows, for as long as something moves.
   *
   * @param patience how long nothing may move
   * @return what is lacking then
   */
  public Optional<String> awaitTables(Duration patience) {
    return awaitWhileMoving(cluster.stages(settings), patience);
  }

  /**
   * Waits until every process has heard of a fact about points that was written just now, and every
   * raw record that came before it is understood.
   */
  void awaitNormalisedSince() {
    LockSupport.parkNanos(HEARD.toNanos());
    awaitWhileMoving(cluster.stages(settings).subList(0, 1), PATIENCE)
        .ifPresent(
            lacking -> {
              throw new ReplayException(lacking + "; ask again");
            });
  }

  private Optional<String> awaitWhileMoving(List<Stage> stages, Duration patience) {
    try (var scan = new TopicScan(cluster.kafka(), PATIENCE)) {
      return new Progress(stages, scan).awaitWhileMoving(patience);
    }
  }

  /** Takes back the aliases that a merge left. */
  private void forgetAliases(int batch) {
    ControlLog control = control();
    for (PointAlias alias : control.aliases()) {
      if (alias.batch() == batch) {
        control.remove(alias.key());
      }
    }
  }

  /** A correction that may be taken back. */
  private Batch undoable(int id) {
    Batch batch = find(id);
    if (batch.state() != Batch.State.DONE && batch.state() != Batch.State.CANCELLED) {
      throw new ReplayException(
          "batch %d: wanted one that is done or cancelled, found %s".formatted(id, batch.state()));
    }
    return batch;
  }

  private Batch find(int id) {
    return ledger
        .find(id)
        .orElseThrow(
            () -> new ReplayException("batch " + id + ": wanted one that is recorded, found none"));
  }

  @Override
  public void close() {
    ledger.close();
    log.close();
    cluster.close();
  }
}
