package telemetry.deploy.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.workload.Workload;

/** Readings to rows, of few systems for a day, of ten times as many, and for thirty days. */
public final class Growth {
  private static final int SYSTEMS = 10;
  private static final int DAYS = 30;

  private final Stand stand;
  private final Map<String, String> settings;
  private final List<String> jvmOptions;

  /** On a stand; the others as for {@link W1}. */
  public Growth(Stand stand, Map<String, String> settings, List<String> jvmOptions) {
    this.stand = stand;
    this.settings = Map.copyOf(settings);
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  /**
   * Runs them.
   *
   * @param systems few
   * @param runs how often each
   * @param tells of each result as it comes
   */
  public List<Result> run(int systems, long seed, int runs, Consumer<Result> tells)
      throws InterruptedException {
    var workloads = new LinkedHashMap<String, Workload>();
    workloads.put("ours, base", Workload.minutely(systems, 24, seed));
    workloads.put(
        "ours, " + SYSTEMS + " x the systems", Workload.minutely(SYSTEMS * systems, 24, seed));
    workloads.put("ours, " + DAYS + " days", Workload.minutely(systems, DAYS * 24, seed));
    var results = new ArrayList<Result>();
    for (var entry : workloads.entrySet()) {
      // What stands in the log is of another workload: a match of its own.
      var match = new Match(stand, jvmOptions);
      Contender.Pipeline contender =
          new Ours(stand, entry.getValue(), settings).toRows(entry.getKey());
      for (int run = 1; run <= runs; run++) {
        Result result = match.run(contender.against("ours, base"), run);
        tells.accept(result);
        results.add(result);
      }
    }
    return results;
  }
}
