package telemetry.deploy.bench.stand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes have cost so far. Read from {@code /proc}; elsewhere CPU is what Java knows of a
 * process, without the children that have ended, and memory is not known.
 *
 * @param cpuSeconds of all processors
 * @param peakBytes the most resident memory that each had at its time, summed; 0 if not known
 */
public record Cost(double cpuSeconds, long peakBytes) {
  /** Nothing. */
  public static final Cost NONE = new Cost(0, 0);

  /** Linux counts for users in hundredths of a second, whatever the kernel's own tick is. */
  private static final double TICKS = 100;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  /** Of one process alone. */
  public static Cost of(ProcessHandle process) {
    return read(process, USER, SYSTEM);
  }

  /** Of a process and its children, those that have ended included. */
  public static Cost ofFamily(ProcessHandle process) {
    Cost sum = read(process, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
    try (Stream<ProcessHandle> children = process.children()) {
      for (ProcessHandle child : children.toList()) {
        sum = sum.plus(of(child));
      }
    }
    return sum;
  }

  /** Both. */
  public Cost plus(Cost other) {
    return new Cost(cpuSeconds + other.cpuSeconds, peakBytes + other.peakBytes);
  }

  /** The CPU since then; memory has no difference. */
  public Cost since(Cost before) {
    return new Cost(cpuSeconds - before.cpuSeconds, peakBytes);
  }

  private static Cost read(ProcessHandle process, int... ticks) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      if (!Files.exists(Path.of("/proc/self/stat"))) {
        Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return new Cost(cpu.toNanos() / 1e9, 0);
      }
      // The name before it may hold anything, a parenthesis too.
      String stat = Files.readString(proc.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      double sum = 0;
      for (int field : ticks) {
        sum += Long.parseLong(fields[field]) / TICKS;
      }
      return new Cost(sum, peak(Files.readAllLines(proc.resolve("status"))));
    } catch (NoSuchFileException e) {
      return NONE; // It has ended meanwhile, and is counted with its parent.
    } catch (IOException e) {
      throw new StandException(proc + ": cannot be read", e);
    }
  }

  private static long peak(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .sum();
  }
}
