package telemetry.deploy.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import telemetry.deploy.bench.limit.Stopwatch.Took;
import telemetry.deploy.bench.stand.Cost;
import telemetry.deploy.bench.stand.Folder;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.workload.Length;
import telemetry.deploy.bench.workload.Verdict;
import telemetry.deploy.bench.workload.Workload;
import telemetry.deploy.progress.TopicScan;

/** Runs contenders one after the other on one stand, each as if nobody had been there before. */
final class Match {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** Records that are younger than this are live to the windows; what is measured is history. */
  private static final Duration HISTORY = Duration.ofSeconds(11);

  private final Stand stand;
  private final List<String> jvmOptions;
  private Input standing = Input.NOTHING;
  private long loadedAt = System.nanoTime();

  /**
   * On a stand.
   *
   * @param jvmOptions more options for their JVMs
   */
  Match(Stand stand, List<String> jvmOptions) {
    this.stand = stand;
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  /** Runs one of them once. */
  Result run(Contender contender, int run) throws InterruptedException {
    if (contender.input() == Input.TOLD_AGAIN) {
      stand.database().forgetPlaces();
    } else if (contender.input() != Input.AS_LEFT) {
      prepare(contender.input(), contender.workload());
    }
    if (contender instanceof Contender.Limit limit) {
      return limit(limit, run);
    }
    return pipeline((Contender.Pipeline) contender, run);
  }

  private Result limit(Contender.Limit limit, int run) throws InterruptedException {
    Cost broker = stand.brokerCost();
    Cost database = stand.databaseCost();
    try (var launch = launch(limit, run)) {
      Took took = Took.of(launch.start(limit.program()).said(PATIENCE.toSeconds()));
      broker = stand.brokerCost().since(broker);
      database = stand.databaseCost().since(database);
      Verdict verdict = limit.check() == null ? null : limit.check().apply(stand, limit.workload());
      return new Result(
          limit.name(),
          run,
          took.wallSeconds(),
          new TreeMap<>(Map.of(limit.program().name(), took.cpuSeconds())),
          broker.cpuSeconds() / limit.passes(),
          database.cpuSeconds() / limit.passes(),
          limit.workload().allValues(),
          verdict == null ? 0 : limit.workload().allRows(Length.WINDOW),
          0,
          null,
          verdict == null ? null : (Long) verdict.wanted(),
          verdict == null ? null : (Long) verdict.right(),
          verdict == null ? List.of() : verdict.problems());
    }
  }

  private Result pipeline(Contender.Pipeline pipeline, int run) {
    Cost broker = stand.brokerCost();
    Cost database = stand.databaseCost();
    long began = System.nanoTime();
    try (var scan = new TopicScan(stand.cluster().kafka(), Checks.PATIENCE);
        var places = new Places(stand);
        var launch = launch(pipeline, run)) {
      pipeline.programs().forEach(launch::start);
      new Finish(scan, launch.running()).await(pipeline.stages().apply(places), PATIENCE);
      double wall = (System.nanoTime() - began) / 1e9;
      broker = stand.brokerCost().since(broker);
      database = stand.databaseCost().since(database);
      SortedMap<String, Cost> jvms = launch.costs();
      launch.stop();
      Verdict verdict = pipeline.check().apply(stand, pipeline.workload());
      return new Result(
          pipeline.name(),
          run,
          wall,
          cpuSeconds(jvms),
          broker.cpuSeconds(),
          database.cpuSeconds(),
          pipeline.workload().allValues(),
          pipeline.workload().allRows(Length.WINDOW),
          jvms.values().stream().mapToLong(Cost::peakBytes).sum(),
          pipeline.against(),
          verdict.wanted(),
          verdict.right(),
          verdict.problems());
    }
  }

  private static SortedMap<String, Double> cpuSeconds(SortedMap<String, Cost> jvms) {
    var seconds = new TreeMap<String, Double>();
    jvms.forEach((name, cost) -> seconds.put(name, cost.cpuSeconds()));
    return seconds;
  }

  private Launch launch(Contender contender, int run) {
    return new Launch(stand, contender.name() + " " + run, jvmOptions);
  }

  private void prepare(Input input, Workload workload) {
    Folder.delete(Ours.state(stand));
    stand.database().make();
    boolean stands = input == standing && input != Input.NOTHING;
    stand.topics().make(stands ? input.topic().map(Set::of).orElse(Set.of()) : Set.of());
    if (!stands) {
      standing = input;
      try (var loader = new Loader(stand.cluster())) {
        loader.fill(input, workload);
      }
      loadedAt = System.nanoTime();
    }
    long since = System.nanoTime() - loadedAt;
    if (input != Input.NOTHING && since < HISTORY.toNanos()) {
      LockSupport.parkNanos(HISTORY.toNanos() - since);
    }
  }
}
