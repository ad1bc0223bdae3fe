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
    return of(name, List.of(name), settings);
  }

  /** Several of them in one process. */
  public static Program roles(List<String> names, Map<String, String> settings) {
    var command = new ArrayList<String>(List.of("run"));
    command.addAll(names);
    return of(String.join("-", names), command, settings);
  }

  private static Program of(String name, List<String> command, Map<String, String> settings) {
    var arguments = new ArrayList<String>(command);
    settings.forEach((setting, text) -> arguments.add("--set=" + setting + "=" + text));
    return new Program(name, Main.class, arguments);
  }
}
