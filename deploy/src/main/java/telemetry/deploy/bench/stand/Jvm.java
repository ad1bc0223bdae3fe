package telemetry.deploy.bench.stand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import telemetry.deploy.embedded.ParentWatch;

/** A program in a fresh JVM; it ends when this process does. */
public final class Jvm implements AutoCloseable {
  /** What the launcher runs roles with, so that what is measured is what users run. */
  private static final String ROLE_OPTIONS = "telemetry.role.options";

  private static final long STOP_SECONDS = 40;
  private static final int SHOWN = 15;

  private final Program program;
  private final Process process;
  private final Path log;

  private Jvm(Program program, Process process, Path log) {
    this.program = program;
    this.process = process;
    this.log = log;
  }

  /** The options that a role is run with. */
  public static List<String> roleOptions() {
    return List.of(System.getProperty(ROLE_OPTIONS, "-XX:+UseSerialGC -Xmx1g").split(" +"));
  }

  /**
   * Starts it.
   *
   * @param options of the JVM
   * @param directory where its log goes
   */
  public static Jvm start(Program program, List<String> options, Path directory) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.add("-Dlog4j.shutdownHookEnabled=false");
    line.add("-Dtelemetry.registry.home=" + System.getProperty("telemetry.registry.home", ""));
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.add(ParentWatch.class.getName());
    line.add(program.main().getName());
    line.addAll(program.arguments());
    Path log = directory.resolve(program.name() + ".log");
    try {
      Files.createDirectories(directory);
      var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
      return new Jvm(program, builder.start(), log);
    } catch (IOException e) {
      throw new StandException(program.name() + ": cannot be started", e);
    }
  }

  /** The name of its program. */
  public String name() {
    return program.name();
  }

  /** Its process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Why it ended, if it did. */
  public Optional<String> failure() {
    return process.isAlive()
        ? Optional.empty()
        : Optional.of(
            "%s ended with status %d; the end of %s:\n%s"
                .formatted(program.name(), process.exitValue(), log, lastWords()));
  }

  /** Waits until it ends by itself; what it said. */
  public List<String> said(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new StandException(program.name() + ": wanted it to end within " + seconds + " s");
    }
    if (process.exitValue() != 0) {
      throw new StandException(failure().orElse(""));
    }
    return lines();
  }

  private String lastWords() {
    List<String> lines = lines();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new StandException(log + ": cannot be read", e);
    }
  }

  /** Stops it in good order. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new StandException(program.name() + ": did not stop; see " + log);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
