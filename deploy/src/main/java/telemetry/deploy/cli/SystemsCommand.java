package telemetry.deploy.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.systems.SystemsFile;
import telemetry.deploy.systems.SystemsTopic;
import telemetry.model.SystemDeclaration;

/** {@code telemetry systems}: who is measured. */
@Command(
    name = "systems",
    description = "Declare systems, list those that are declared, and disable them.",
    footer = {
      "",
      "A file of systems:",
      "  systems:",
      "    - id: 6",
      "      vendor: fronius",
      "      site: site-6                     how the vendor names it (optional)",
      "      name: House by the river",
      "      timezone: Australia/Sydney",
      "      apiKeys: [a-long-random-token]   kept as hashes only (optional); two while one is rotated",
      "    - id: 7",
      "      vendor: amber                    one that is asked",
      "      site: 01F5A5CRKMZ5BCX9P1S4V990AM",
      "      name: House on the hill",
      "      timezone: Australia/Sydney",
      "      access: {apiKey: env:AMBER_KEY}  credentials by reference: env:NAME or file:PATH of the",
      "                                       ingest processes; without access it is not asked",
      "",
      "Examples:",
      "  telemetry systems apply systems.yaml --data-dir data",
      "  telemetry systems list --data-dir data",
      "  telemetry systems disable 7 --data-dir data"
    })
final class SystemsCommand extends Verbs {
  @Command(
      description = "Declare the systems of a file; others stay as they are.",
      footer = {"", "Example:", "  telemetry systems apply systems.yaml --data-dir data"})
  int apply(
      @Mixin SettingsOptions options,
      @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
          @Nullable Path dataDir,
      @Parameters(paramLabel = "FILE", description = "YAML; see: telemetry systems --help")
          Path file)
      throws IOException {
    Log.forPerson(options.verbose());
    if (!Files.isReadable(file)) {
      throw new UsageException("FILE: wanted a file that can be read, found " + file);
    }
    List<SystemDeclaration> declarations =
        SystemsFile.read(Files.readString(file, StandardCharsets.UTF_8));
    try (Cluster cluster = connect(options, dataDir)) {
      topic(cluster).declare(declarations);
    }
    spec.commandLine().getOut().println(declarations.size() + " declared");
    return ExitStatus.OK;
  }

  @Command(
      description = "List the declared systems.",
      footer = {"", "Example:", "  telemetry systems list --data-dir data"})
  int list(
      @Mixin SettingsOptions options,
      @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
          @Nullable Path dataDir) {
    Log.forPerson(options.verbose());
    var table =
        new Table("system", "vendor", "site", "name", "timezone", "active", "keys", "asked");
    try (Cluster cluster = connect(options, dataDir)) {
      for (SystemDeclaration it : topic(cluster).declared()) {
        table.row(
            it.systemId(),
            it.vendor(),
            it.siteId() == null ? "" : it.siteId(),
            it.name(),
            it.timezone(),
            it.active() ? "yes" : "no",
            it.apiKeyHashes().size(),
            it.access().isEmpty() ? "no" : "yes");
      }
    }
    spec.commandLine().getOut().print(table.text());
    return ExitStatus.OK;
  }

  @Command(
      description = {
        "Hear systems no more: their keys are refused, their vendors are not asked.",
        "What was heard stays; apply with active: true hears them again."
      },
      footer = {"", "Example:", "  telemetry systems disable 7 --data-dir data"})
  int disable(
      @Mixin SettingsOptions options,
      @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
          @Nullable Path dataDir,
      @Parameters(arity = "1..*", paramLabel = "ID", description = "The systems.")
          List<Integer> ids) {
    Log.forPerson(options.verbose());
    try (Cluster cluster = connect(options, dataDir)) {
      SystemsTopic topic = topic(cluster);
      List<SystemDeclaration> declared =
          topic.declared().stream().filter(it -> ids.contains(it.systemId())).toList();
      List<String> unknown =
          ids.stream()
              .filter(id -> declared.stream().noneMatch(it -> it.systemId() == id))
              .map(id -> "ID: wanted a declared system, found " + id)
              .toList();
      if (!unknown.isEmpty()) {
        throw new UsageException("nothing was changed", unknown);
      }
      topic.declare(declared.stream().map(it -> it.withActive(false)).toList());
    }
    spec.commandLine().getOut().println(ids.size() + " disabled");
    return ExitStatus.OK;
  }

  private static Cluster connect(SettingsOptions options, @Nullable Path dataDir) {
    Map<String, String> settings =
        RequiredEndpoints.require(
            options.given(dataDir), RequiredEndpoints.KAFKA, RequiredEndpoints.REGISTRY);
    return Cluster.connect(settings, Clock.systemUTC());
  }

  private static SystemsTopic topic(Cluster cluster) {
    return new SystemsTopic(cluster.kafka(), cluster.registry());
  }
}
