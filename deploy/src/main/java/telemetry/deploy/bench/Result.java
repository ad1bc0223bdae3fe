package telemetry.deploy.bench;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of one contender.
 *
 * @param contender its name
 * @param run from 1
 * @param wallSeconds from the start of its JVMs until its last row was there
 * @param jvmCpuSeconds of each of its JVMs, by the name of the program
 * @param brokerCpuSeconds of the broker meanwhile
 * @param databaseCpuSeconds of PostgreSQL meanwhile
 * @param values point values that it dealt with
 * @param rows 5-minute rows that came of them; hours and days are made too, and not counted here
 * @param peakBytes the most resident memory of its JVMs
 * @param against whose wall is divided by its own for the ratio
 * @param wantedRows how many rows must stand, hours and days included; null where none are made
 * @param rightRows how many of these stand as they must
 * @param problems what is not right
 */
public record Result(
    String contender,
    int run,
    double wallSeconds,
    SortedMap<String, Double> jvmCpuSeconds,
    double brokerCpuSeconds,
    double databaseCpuSeconds,
    long values,
    long rows,
    long peakBytes,
    @Nullable String against,
    @Nullable Long wantedRows,
    @Nullable Long rightRows,
    List<String> problems) {
  /** Keeps map and list from changing. */
  public Result {
    jvmCpuSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(jvmCpuSeconds));
    problems = List.copyOf(problems);
  }

  /** Of all processes. */
  public double cpuSeconds() {
    double jvms = jvmCpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    return jvms + brokerCpuSeconds + databaseCpuSeconds;
  }
}
