package telemetry.deploy.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** Builds the command line. */
public final class CommandLines {
  private static final Map<String, String> STATUSES = statuses();

  private CommandLines() {}

  private static Map<String, String> statuses() {
    var statuses = new LinkedHashMap<String, String>();
    statuses.put(" " + ExitStatus.OK, "done, or so");
    statuses.put(
        " " + ExitStatus.NOT_SO, "what was asked is not so: inconsistent, not in time, refused");
    statuses.put(
        " " + ExitStatus.USAGE, "the command line or the settings are wrong; nothing was done");
    statuses.put(" " + ExitStatus.BROKEN, "something that is needed is broken or not there");
    return statuses;
  }

  /** The whole of it; every command has its help, its examples and the statuses. */
  public static CommandLine telemetry() {
    var commandLine = new CommandLine(new TelemetryCommand());
    commandLine.setExecutionExceptionHandler(new Failures());
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    everywhere(commandLine);
    return commandLine;
  }

  private static void everywhere(CommandLine commandLine) {
    commandLine
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit statuses:%n")
        .exitCodeList(STATUSES);
    commandLine.getSubcommands().values().forEach(CommandLines::everywhere);
  }
}
