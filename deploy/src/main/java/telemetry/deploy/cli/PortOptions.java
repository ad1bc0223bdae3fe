package telemetry.deploy.cli;

import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;
import telemetry.deploy.embedded.Part;

/** The ports of the embedded parts; 0 takes any free one and keeps it for the next run. */
final class PortOptions {
  @Option(names = "--kafka-port", paramLabel = "PORT", description = "The broker's port.")
  private int kafka;

  @Option(names = "--registry-port", paramLabel = "PORT", description = "The registry's port.")
  private int registry;

  @Option(names = "--database-port", paramLabel = "PORT", description = "PostgreSQL's port.")
  private int database;

  @Option(names = "--http-port", paramLabel = "PORT", description = "The gateway's port.")
  private int http;

  @Option(
      names = "--ops-port",
      paramLabel = "PORT",
      description = "The port of /health and /metrics. All ports: free ones by default.")
  private int ops;

  Map<Part, Integer> ports() {
    var ports = new EnumMap<Part, Integer>(Part.class);
    ports.put(Part.KAFKA, kafka);
    ports.put(Part.REGISTRY, registry);
    ports.put(Part.DATABASE, database);
    ports.put(Part.HTTP, http);
    ports.put(Part.OPS, ops);
    return ports;
  }
}
