package telemetry.deploy.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import telemetry.deploy.bench.stand.Cost;
import telemetry.deploy.bench.stand.Jvm;
import telemetry.deploy.bench.stand.Program;
import telemetry.deploy.bench.stand.Stand;

/** Programs that were started for one run, and end with it. */
final class Launch implements AutoCloseable {
  private final Stand stand;
  private final String files;
  private final List<String> jvmOptions;
  private final Deque<Jvm> running = new ArrayDeque<>();

  /**
   * None yet.
   *
   * @param name of the run, for its logs
   * @param jvmOptions beside those of roles; {@code %n} in them becomes the run and the program
   */
  Launch(Stand stand, String name, List<String> jvmOptions) {
    this.stand = stand;
    this.files = name.replaceAll("[^a-zA-Z0-9]+", "-");
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  /** Starts one. */
  Jvm start(Program program) {
    var options = new ArrayList<>(Jvm.roleOptions());
    jvmOptions.forEach(option -> options.add(option.replace("%n", files + "-" + program.name())));
    Jvm started = Jvm.start(program, options, stand.place(files));
    running.push(started);
    return started;
  }

  /** Those that run. */
  List<Jvm> running() {
    return List.copyOf(running);
  }

  /** What they have cost so far. */
  Cost cost() {
    return costs().values().stream().reduce(Cost.NONE, Cost::plus);
  }

  /** What each has cost so far, by the name of its program. */
  SortedMap<String, Cost> costs() {
    var costs = new TreeMap<String, Cost>();
    running.forEach(jvm -> costs.merge(jvm.name(), Cost.of(jvm.handle()), Cost::plus));
    return costs;
  }

  @Override
  public void close() {
    stop();
  }

  /** Stops them, the last first. */
  void stop() {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
