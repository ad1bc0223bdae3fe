package telemetry.deploy.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.systems.SystemsFile;
import telemetry.deploy.systems.SystemsTopic;
import telemetry.model.SystemDeclaration;

/** {@code telemetry systems}: who is measured. */
@Command(
    name = "systems",
    description = "Declare systems, and list those that are declared.",
    footer = {
      "",
      "A file of systems:",
      "  systems:",
      "    - id: 6",
      "      vendor: fronius",
      "      site: site-6                     how the vendor names it (optional)",
      "      name: House by the river",
      "      timezone: Australia/Sydney",
      "      apiKeys: [a-long-random-token]   kept as hashes only (optional)",
      "",
      "Examples:",
      "  telemetry systems apply systems.yaml --data-dir data",
      "  telemetry systems list --data-dir data"
    })
final class SystemsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Wanted apply or list");
  }

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
    var table = new Table("system", "vendor", "site", "name", "timezone", "active", "keys");
    try (Cluster cluster = connect(options, dataDir)) {
      for (SystemDeclaration it : topic(cluster).declared()) {
        table.row(
            it.systemId(),
            it.vendor(),
            it.siteId() == null ? "" : it.siteId(),
            it.name(),
            it.timezone(),
            it.active() ? "yes" : "no",
            it.apiKeyHashes().size());
      }
    }
    spec.commandLine().getOut().print(table.text());
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
