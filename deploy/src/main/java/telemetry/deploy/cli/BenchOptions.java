package telemetry.deploy.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import telemetry.deploy.bench.Machine;
import telemetry.deploy.bench.stand.Folder;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.stand.StandException;
import telemetry.deploy.run.Running;

/** The options that every benchmark has. */
final class BenchOptions {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is chance in the workload. Default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the results there, for programs.")
  private @Nullable Path json;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "A directory of its own, kept with all logs. Default: a temporary one, which is deleted.")
  private @Nullable Path dataDir;

  @Option(
      names = "--java-option",
      paramLabel = "OPTION",
      description = {
        "One more option for every JVM that is measured; %%n in it becomes the run and the"
            + " program:",
        "--java-option=-XX:StartFlightRecording=filename=/tmp/%%n.jfr,settings=profile"
      })
  private List<String> javaOptions = List.of();

  long seed() {
    return seed;
  }

  List<String> javaOptions() {
    return javaOptions;
  }

  /** What is done on a stand. */
  @FunctionalInterface
  interface Work {
    /** Measures; the answer is an exit status. */
    int on(Stand stand) throws InterruptedException, ExecutionException, SQLException;
  }

  /** Brings up a stand, and takes it down whatever happens. */
  int onStand(Work work) throws InterruptedException {
    Path chosen = dataDir;
    Path directory = chosen == null ? temporary() : chosen.toAbsolutePath();
    int status =
        Running.untilSignal(running -> work(work, running.start(() -> Stand.start(directory))));
    if (chosen == null) {
      Folder.delete(directory);
    }
    return status;
  }

  private static int work(Work work, Stand stand) throws InterruptedException {
    try {
      return work.on(stand);
    } catch (ExecutionException e) {
      throw new StandException("bench: " + e.getCause(), e);
    } catch (SQLException e) {
      throw new StandException("bench: the database said " + e.getMessage(), e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("telemetry-bench");
    } catch (IOException e) {
      throw new UncheckedIOException("temporary directory: cannot be made", e);
    }
  }

  /**
   * Writes the results for programs, where they are wanted.
   *
   * @param workload of what
   */
  void write(Map<String, Integer> workload, List<?> results) {
    if (json == null) {
      return;
    }
    var all = new LinkedHashMap<String, Object>();
    all.put("machine", Machine.here());
    all.put("seed", seed);
    all.put("workload", new TreeMap<>(workload));
    all.put("results", results);
    try {
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), all);
    } catch (IOException e) {
      throw new UncheckedIOException(json + ": cannot be written", e);
    }
  }
}
