package telemetry.deploy.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.bench.stand.Cost;
import telemetry.deploy.bench.stand.Folder;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.stand.StandException;
import telemetry.deploy.bench.workload.Arrivals;
import telemetry.deploy.bench.workload.MeasuredPoint;
import telemetry.deploy.bench.workload.Polls;
import telemetry.deploy.bench.workload.Verdict;
import telemetry.deploy.bench.workload.Workload;
import telemetry.deploy.progress.TopicScan;
import telemetry.model.Interval;
import telemetry.sink.SinkSettings;
import telemetry.topology.StreamsSettings;

/**
 * Live: many systems, each polled every few seconds; how long from sending to a row that has it.
 */
public final class Latency {
  private static final Duration EVERY = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Of so many systems the rows are watched. */
  private static final int WATCHED = 100;

  private final Stand stand;
  private final int systems;
  private final Duration lasts;
  private final long seed;
  private final Map<String, String> settings;
  private final List<String> jvmOptions;

  /**
   * What was seen.
   *
   * @param emissionMillis how long streams gathers changes
   * @param systems of 16 points
   * @param pollsPerSecond of all of them
   * @param seen polls whose way was watched
   * @param p50Millis from sending to the row: half of them were faster
   * @param p90Millis likewise nine of ten
   * @param p99Millis likewise 99 of a hundred
   * @param maxMillis the slowest
   * @param applicationCores processors that streams and sink kept busy
   * @param brokerCores likewise the broker
   * @param databaseCores likewise PostgreSQL
   * @param peakBytes the most resident memory of streams and sink
   */
  public record Latencies(
      long emissionMillis,
      int systems,
      double pollsPerSecond,
      int seen,
      double p50Millis,
      double p90Millis,
      double p99Millis,
      double maxMillis,
      double applicationCores,
      double brokerCores,
      double databaseCores,
      long peakBytes) {}

  /**
   * On a stand; the others as for {@link W1}.
   *
   * @param lasts how long it watches, after a quarter of that for warming up
   */
  public Latency(
      Stand stand,
      int systems,
      Duration lasts,
      long seed,
      Map<String, String> settings,
      List<String> jvmOptions) {
    this.stand = stand;
    this.systems = systems;
    this.lasts = lasts;
    this.seed = seed;
    this.settings = Map.copyOf(settings);
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  /**
   * Watches once.
   *
   * @param emission how long streams gathers changes; the sink waits a tenth of that, since what is
   *     told together comes together
   */
  public Latencies run(Duration emission)
      throws SQLException, InterruptedException, ExecutionException {
    var live = new TreeMap<>(settings);
    live.put(StreamsSettings.EMIT_INTERVAL, Long.toString(emission.toMillis()));
    live.put(SinkSettings.BATCH_AGE_MS, Long.toString(emission.toMillis() / 10));
    Folder.delete(Ours.state(stand));
    stand.topics().make(Set.of());
    stand.database().make();
    long from = Interval.endOf(System.currentTimeMillis()) - Interval.MILLIS;
    var endless =
        new Workload(
            systems,
            Integer.MAX_VALUE / systems,
            EVERY,
            Instant.ofEpochMilli(from),
            seed,
            MeasuredPoint.USUAL);
    var polls = new Polls(endless);
    var arrivals = new Arrivals(endless);
    var ours = new Ours(stand, endless, live);
    try (var scan = new TopicScan(stand.cluster().kafka(), Checks.PATIENCE);
        var places = new Places(stand);
        var launch = new Launch(stand, "latency " + emission.toMillis(), jvmOptions);
        var sender = new Sender(stand.cluster(), Map.of());
        var watch = new RowWatch(stand)) {
      launch.start(ours.streams());
      launch.start(ours.sink());
      var finish = new Finish(scan, launch.running());
      int begun = due(from);
      past(0, begun, polls, arrivals, sender);
      finish.await(Ours.readingsToRows(places), PATIENCE);
      int now = due(from);
      past(begun, now, polls, arrivals, sender);
      int turns = Math.toIntExact(lasts.dividedBy(EVERY));
      int watched = now + turns / 4 + 1;
      Workload workload = endless.of(watched + turns);
      for (int turn = now; turn < watched; turn++) {
        turn(turn, workload, polls, arrivals, sender, null);
      }
      Cost application = launch.cost();
      Cost broker = stand.brokerCost();
      Cost database = stand.databaseCost();
      watch.begin();
      long began = System.nanoTime();
      for (int turn = watched; turn < workload.polls(); turn++) {
        turn(turn, workload, polls, arrivals, sender, watch);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      application = launch.cost().since(application);
      broker = stand.brokerCost().since(broker);
      database = stand.databaseCost().since(database);
      sender.drain();
      List<Double> millis = watch.end(PATIENCE);
      past(
          workload.polls(),
          workload.polls() + Workload.LATEST + Workload.AGAIN,
          polls,
          new Arrivals(workload),
          sender);
      finish.await(Ours.readingsToRows(places), PATIENCE);
      requireRight(workload);
      return new Latencies(
          emission.toMillis(),
          systems,
          systems * 1000.0 / EVERY.toMillis(),
          millis.size(),
          quantile(millis, 0.5),
          quantile(millis, 0.9),
          quantile(millis, 0.99),
          quantile(millis, 1),
          application.cpuSeconds() / seconds,
          broker.cpuSeconds() / seconds,
          database.cpuSeconds() / seconds,
          application.peakBytes());
    }
  }

  /** The first turn that is not due yet. */
  private static int due(long from) {
    return Math.toIntExact((System.currentTimeMillis() - from) / EVERY.toMillis());
  }

  /** Turns that are over, all at once. */
  private static void past(int first, int after, Polls polls, Arrivals arrivals, Sender sender) {
    arrivals.from(
        first, after, (system, poll) -> sender.send(polls.reading(system, poll), place -> {}));
    sender.drain();
  }

  /** One poll of each system, spread over the time between two polls. */
  private void turn(
      int turn,
      Workload workload,
      Polls polls,
      Arrivals arrivals,
      Sender sender,
      @Nullable RowWatch watch) {
    for (int system = 1; system <= systems; system++) {
      long due = workload.at(turn) + system * EVERY.toMillis() / systems;
      long early = due - System.currentTimeMillis();
      if (early > 0) {
        LockSupport.parkNanos(early * 1_000_000);
      }
      boolean watched = watch != null && system % Math.max(1, systems / WATCHED) == 0;
      arrivals.turn(
          system,
          turn,
          (of, poll) -> {
            // What comes again changes no row.
            boolean again = poll + workload.turnsLate(of, poll) != turn;
            long sentAt = System.nanoTime();
            sender.send(
                polls.reading(of, poll),
                place -> {
                  if (watched && !again && watch != null) {
                    watch.sent(of, Interval.endOf(workload.at(poll)), place.offset(), sentAt);
                  }
                });
          });
    }
  }

  private void requireRight(Workload workload) {
    Verdict verdict = Checks.tables(stand, workload);
    if (!verdict.allRight()) {
      throw new StandException("not every row is right:\n" + String.join("\n", verdict.problems()));
    }
  }

  private static double quantile(List<Double> sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, rank - 1));
  }
}
