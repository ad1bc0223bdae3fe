package telemetry.deploy.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.workload.MeasuredPoint;
import telemetry.deploy.bench.workload.Workload;

/** Catching up with history: every contender finds the log full and makes all its rows. */
public final class W1 {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Stand stand;
  private final Match match;
  private final Map<String, String> settings;

  /**
   * On a stand.
   *
   * @param workload what all deal with
   * @param settings of the product's roles, over those that users get
   * @param jvmOptions more options for every JVM that is measured
   */
  public W1(Stand stand, Workload workload, Map<String, String> settings, List<String> jvmOptions) {
    this.stand = stand;
    this.match = new Match(stand, workload, jvmOptions);
    this.settings = Map.copyOf(settings);
  }

  /** Systems of 16 points, polled once a minute. */
  public static Workload workload(int systems, int hours, long seed) {
    return new Workload(
        systems,
        Math.toIntExact(Duration.ofHours(hours).dividedBy(EVERY)),
        EVERY,
        FROM,
        seed,
        MeasuredPoint.USUAL);
  }

  /**
   * Runs them.
   *
   * @param runs how often each
   * @param tells of each result as it comes
   */
  public List<Result> run(int runs, Consumer<Result> tells) {
    var results = new ArrayList<Result>();
    for (Contender contender : contenders()) {
      for (int run = 1; run <= runs; run++) {
        Result result = match.run(contender, run);
        tells.accept(result);
        results.add(result);
      }
    }
    return results;
  }

  private List<Contender> contenders() {
    var ours = new Ours(stand, settings);
    return List.of(ours.toTopic("ours to topic"));
  }
}
