package telemetry.deploy.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import telemetry.deploy.bench.stand.Cost;
import telemetry.deploy.bench.stand.Folder;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.stand.StandException;
import telemetry.deploy.bench.workload.Absent;
import telemetry.deploy.bench.workload.Polls;
import telemetry.deploy.bench.workload.Verdict;
import telemetry.deploy.bench.workload.Workload;
import telemetry.deploy.progress.TopicScan;

/**
 * Streams is stopped, one reading a system comes, streams is started again: how long until the rows
 * of these readings are told, and until their hours and days are.
 */
public final class Restore {
  private static final String WARM = "state on disk";
  private static final String WIPED = "state wiped";
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Stand stand;
  private final Workload workload;
  private final Ours ours;
  private final List<String> jvmOptions;

  /**
   * One restart.
   *
   * @param state what it found
   * @param run from 1
   * @param points whose day was in the state
   * @param rowsSeconds from the start of the JVM until the 5-minute rows were told
   * @param wallSeconds until their hours and days were told too
   * @param cpuSeconds of it
   * @param peakBytes the most resident memory
   */
  public record Restart(
      String state,
      int run,
      int points,
      double rowsSeconds,
      double wallSeconds,
      double cpuSeconds,
      long peakBytes) {}

  /** On a stand; the others as for {@link W1}. */
  public Restore(
      Stand stand, Workload workload, Map<String, String> settings, List<String> jvmOptions) {
    this.stand = stand;
    this.workload = workload;
    this.ours = new Ours(stand, workload, settings);
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  /**
   * Restarts.
   *
   * @param runs how often each way
   * @param tells of each restart as it comes
   */
  public List<Restart> run(int runs, Consumer<Restart> tells) {
    int later = 2 * runs;
    // The last polls are kept back for the restarts.
    Absent kept = (system, poll) -> poll >= workload.polls() - later;
    Folder.delete(Ours.state(stand));
    stand.topics().make(Set.of());
    try (var loader = new Loader(stand.cluster())) {
      loader.readings(workload, kept);
    }
    untilTold("fill", 0);
    var restarts = new ArrayList<Restart>();
    for (String state : List.of(WARM, WIPED)) {
      for (int run = 1; run <= runs; run++) {
        send(workload.polls() - later + restarts.size());
        if (state.equals(WIPED)) {
          Folder.delete(Ours.state(stand));
        }
        Restart restart = untilTold(state, run);
        tells.accept(restart);
        restarts.add(restart);
      }
    }
    Verdict verdict = Checks.topics(stand, workload);
    if (!verdict.allRight()) {
      throw new StandException("not every row is right:\n" + String.join("\n", verdict.problems()));
    }
    return restarts;
  }

  private void send(int poll) {
    var polls = new Polls(workload);
    try (var sender = new Sender(stand.cluster(), Map.of())) {
      for (int system = 1; system <= workload.systems(); system++) {
        sender.send(polls.reading(system, poll), place -> {});
      }
      sender.drain();
    }
  }

  private Restart untilTold(String state, int run) {
    try (var scan = new TopicScan(stand.cluster().kafka(), Checks.PATIENCE);
        var places = new Places(stand);
        var launch = new Launch(stand, state + " " + run, jvmOptions)) {
      long began = System.nanoTime();
      launch.start(ours.streams());
      var finish = new Finish(scan, launch.running());
      finish.await(List.of(Ours.rowsTold(places)), PATIENCE);
      double rows = (System.nanoTime() - began) / 1e9;
      finish.await(List.of(Ours.windowed(places)), PATIENCE);
      double wall = (System.nanoTime() - began) / 1e9;
      Cost cost = launch.cost();
      int points = workload.systems() * workload.points().size();
      return new Restart(state, run, points, rows, wall, cost.cpuSeconds(), cost.peakBytes());
    }
  }
}
