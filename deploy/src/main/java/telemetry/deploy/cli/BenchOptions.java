package telemetry.deploy.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import telemetry.deploy.bench.stand.Folder;
import telemetry.deploy.bench.stand.Stand;
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
    int on(Stand stand) throws InterruptedException;
  }

  /** Brings up a stand, and takes it down whatever happens. */
  int onStand(Work work) throws InterruptedException {
    Path chosen = dataDir;
    Path directory = chosen == null ? temporary() : chosen.toAbsolutePath();
    int status =
        Running.untilSignal(running -> work.on(running.start(() -> Stand.start(directory))));
    if (chosen == null) {
      Folder.delete(directory);
    }
    return status;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("telemetry-bench");
    } catch (IOException e) {
      throw new UncheckedIOException("temporary directory: cannot be made", e);
    }
  }

  /** Writes the results for programs, where they are wanted. */
  void write(Object results) {
    if (json != null) {
      try {
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .writeValue(json.toFile(), results);
      } catch (IOException e) {
        throw new UncheckedIOException(json + ": cannot be written", e);
      }
    }
  }
}
