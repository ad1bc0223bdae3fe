package telemetry.deploy.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a command cannot do without. */
final class RequiredEndpoints {
  static final String KAFKA = "kafka.bootstrap.servers";
  static final String REGISTRY = "schema.registry.url";
  static final String DATABASE = "jdbc.url";

  private RequiredEndpoints() {}

  /** Names all that are missing at once. */
  static Map<String, String> require(Map<String, String> settings, String... names) {
    var problems = new ArrayList<String>();
    for (String name : List.of(names)) {
      if (settings.getOrDefault(name, "").isBlank()) {
        problems.add(name + ": wanted its address, found none");
      }
    }
    if (!problems.isEmpty()) {
      throw new UsageException(
          "nobody said where the pipeline runs; give --data-dir of a running one, or these settings",
          problems);
    }
    return settings;
  }
}
