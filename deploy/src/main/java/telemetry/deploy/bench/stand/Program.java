package telemetry.deploy.bench.stand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import telemetry.deploy.Main;

/**
 * What one JVM runs.
 *
 * @param name for its log, and for whoever reads
 * @param main its main class
 * @param arguments of it
 */
public record Program(String name, Class<?> main, List<String> arguments) {
  /** Keeps the list from changing. */
  public Program {
    arguments = List.copyOf(arguments);
  }

  /** A role of the product, by its own command. */
  public static Program role(String name, Map<String, String> settings) {
    var arguments = new ArrayList<String>(List.of(name));
    settings.forEach((setting, text) -> arguments.add("--set=" + setting + "=" + text));
    return new Program(name, Main.class, arguments);
  }
}
