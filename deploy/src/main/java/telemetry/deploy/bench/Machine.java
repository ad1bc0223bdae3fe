package telemetry.deploy.bench;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when something was measured.
 *
 * @param at when
 * @param processors how many
 * @param memoryBytes how much
 * @param system name and version
 * @param java whose
 * @param load of the last minute, this benchmark's own included; negative if not known
 */
public record Machine(
    String at, int processors, long memoryBytes, String system, String java, double load) {
  /** This one, now. */
  public static Machine here() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        system.getAvailableProcessors(),
        system.getTotalMemorySize(),
        system.getName() + " " + system.getVersion() + " " + system.getArch(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        system.getSystemLoadAverage());
  }
}
