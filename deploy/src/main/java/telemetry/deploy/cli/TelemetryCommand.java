package telemetry.deploy.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code telemetry} itself; {@link CommandLines} gives it its commands. */
@Command(
    name = "telemetry",
    description = {"Vendor readings through Kafka into exact 5-minute rows in PostgreSQL.", ""},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Begin with:",
      "  telemetry demo           everything on this machine, with a day of sample readings",
      "  telemetry up             the same without the sample",
      "  telemetry COMMAND --help what a command does, with examples",
      "",
      "Settings come from --config FILE, then TELEMETRY_* of the environment, then --set"
          + " name=value;",
      "the later wins. TELEMETRY_JAVA_OPTS goes to the JVM."
    })
final class TelemetryCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Wanted a command, found none");
  }
}
