package telemetry.deploy.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that a former run started and, being killed, could not stop. It is known by its id
 * together with its start time: ids are used again, ids with start times are not.
 */
final class Leftover {
  private static final Logger log = LoggerFactory.getLogger(Leftover.class);

  /** Two ways of reading one start time differ by rounding. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(50);

  private final ProcessHandle process;

  private Leftover(ProcessHandle process) {
    this.process = process;
  }

  /** Notes a process that the next run should stop if this one cannot. */
  static void note(Path file, ProcessHandle process) {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    try {
      Files.writeString(file, process.pid() + "\n" + started + "\n");
    } catch (IOException e) {
      throw new StackException(file + ": cannot note process " + process.pid(), e);
    }
  }

  /** The process that {@link #note} noted, if it still runs. */
  static Optional<Leftover> noted(Path file) {
    List<String> lines = lines(file);
    return lines.size() < 2
        ? Optional.empty()
        : find(lines.get(0), Instant.ofEpochMilli(number(lines.get(1))));
  }

  /** The server that PostgreSQL's own {@code postmaster.pid} names, if it still runs. */
  static Optional<Leftover> postmaster(Path file) {
    List<String> lines = lines(file);
    return lines.size() < 3
        ? Optional.empty()
        : find(lines.get(0), Instant.ofEpochSecond(number(lines.get(2))))
            .filter(found -> found.process.info().command().orElse("").endsWith("postgres"));
  }

  private static Optional<Leftover> find(String pid, Instant started) {
    return ProcessHandle.of(number(pid))
        .filter(Leftover::runs)
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .filter(at -> Duration.between(at, started).abs().compareTo(SLACK) <= 0)
                    .isPresent())
        .map(Leftover::new);
  }

  /**
   * Stops it.
   *
   * @param signal what it takes as the order to stop in good order: TERM, INT
   * @param wait how long it may take before it is killed
   */
  void stop(String signal, Duration wait) {
    log.warn("leftover of a former run, stopping it pid={} signal={}", process.pid(), signal);
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (!ends(wait)) {
        log.warn("leftover did not stop, killing it pid={}", process.pid());
        process.destroyForcibly();
        ends(wait);
      }
    } catch (IOException | ExecutionException e) {
      throw new StackException("cannot stop process " + process.pid() + " of a former run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while stopping process " + process.pid(), e);
    }
  }

  /** Whether it ends in time. Where nobody reaps it, it stays as an id without a program. */
  private boolean ends(Duration wait) throws ExecutionException, InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    while (System.nanoTime() < end) {
      if (!runs(process)) {
        return true;
      }
      try {
        process.onExit().get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        // Still there: look again, for onExit does not tell of one that nobody reaps.
      }
    }
    return !runs(process);
  }

  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new StackException(file + ": cannot be read", e);
    }
  }

  private static long number(String text) {
    String digits = text.strip();
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
  }
}
