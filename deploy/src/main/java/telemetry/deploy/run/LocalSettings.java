package telemetry.deploy.run;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import telemetry.deploy.Endpoints;
import telemetry.deploy.embedded.Part;
import telemetry.deploy.embedded.Ports;
import telemetry.settings.BadSettings;

/** What may be set for the roles of a pipeline that brings its own Kafka, registry, PostgreSQL. */
final class LocalSettings {
  /** Stand for the stack's own addresses, which are known when it runs; nobody goes there. */
  private static final Endpoints NOT_YET =
      new Endpoints("127.0.0.1:1", "http://127.0.0.1:1", "jdbc:postgresql://127.0.0.1:1/-", "");

  private static final Map<String, String> OWN =
      Map.of(
          "kafka.bootstrap.servers", "--kafka-port",
          "schema.registry.url", "--registry-port",
          "jdbc.url", "--database-port",
          "jdbc.user", "--database-port",
          "jdbc.password", "--database-port",
          "http.port", "--http-port",
          "ops.port", "--ops-port");

  private LocalSettings() {}

  /**
   * Checks them before the stack is started.
   *
   * @throws BadSettings naming everything that is wrong, for whichever role
   */
  static void check(Map<String, String> given, Map<Part, Integer> ports, Clock clock) {
    var problems = new ArrayList<String>(Ports.problems(ports));
    var others = new TreeMap<String, String>(given);
    new TreeMap<>(OWN)
        .forEach(
            (name, option) -> {
              if (others.remove(name) != null) {
                problems.add(
                    name
                        + ": everything here is this process's own; take it away (a port is chosen"
                        + " with "
                        + option
                        + ")");
              }
            });
    others.putAll(NOT_YET.settings());
    try {
      new Roles(others, new SimpleMeterRegistry(), clock).check();
    } catch (BadSettings e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new BadSettings("telemetry", List.copyOf(problems));
    }
  }
}
