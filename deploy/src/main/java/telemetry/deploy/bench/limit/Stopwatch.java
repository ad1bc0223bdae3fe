package telemetry.deploy.bench.limit;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Wall and processor time of this JVM between two moments. */
public final class Stopwatch {
  private static final String WORD = "took";

  private final long began = System.nanoTime();
  private final long cpu = cpu();

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** What it shows now. */
  public Took stop() {
    return new Took((System.nanoTime() - began) / 1e9, (cpu() - cpu) / 1e9);
  }

  /**
   * What something took.
   *
   * @param wallSeconds by the clock
   * @param cpuSeconds of all processors
   */
  public record Took(double wallSeconds, double cpuSeconds) {
    /** Reads what {@link #line} wrote: the last line that says so. */
    public static Took of(List<String> said) {
      for (int i = said.size() - 1; i >= 0; i--) {
        String[] words = said.get(i).split(" ");
        if (words.length == 3 && words[0].equals(WORD)) {
          return new Took(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        }
      }
      throw new IllegalArgumentException(
          "wanted a line '" + WORD + " seconds seconds', found " + said);
    }

    /** One line. */
    public String line() {
      return String.format(Locale.ROOT, "%s %.6f %.6f", WORD, wallSeconds, cpuSeconds);
    }
  }
}
