package telemetry.deploy.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import telemetry.deploy.run.Roles;

/** Builds the command line. */
public final class CommandLines {
  private static final Map<String, String> STATUSES = statuses();
  private static final Map<String, Class<?>> COMMANDS = commands();
  private static final String SETTINGS = "settings";

  /** Where there is no terminal to ask; an example that is broken in two cannot be pasted. */
  private static final int WIDTH = 100;

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

  private static Map<String, Class<?>> commands() {
    var commands = new LinkedHashMap<String, Class<?>>();
    commands.put("demo", DemoCommand.class);
    commands.put("up", UpCommand.class);
    commands.put("ingest", IngestCommand.class);
    commands.put("streams", StreamsCommand.class);
    commands.put("sink", SinkCommand.class);
    commands.put("run", RunCommand.class);
    commands.put("status", StatusCommand.class);
    commands.put("verify", VerifyCommand.class);
    commands.put("replay", ReplayCommand.class);
    commands.put("import", ImportCommand.class);
    commands.put("amend", AmendCommand.class);
    commands.put("void", VoidCommand.class);
    commands.put("points", PointsCommand.class);
    commands.put("gaps", GapsCommand.class);
    commands.put("rejected", RejectedCommand.class);
    commands.put("partitions", PartitionsCommand.class);
    commands.put("systems", SystemsCommand.class);
    commands.put("topics", TopicsCommand.class);
    commands.put("epoch", EpochCommand.class);
    commands.put("bench", BenchCommand.class);
    commands.put("decode", DecodeCommand.class);
    commands.put("help", CommandLine.HelpCommand.class);
    return commands;
  }

  /** The whole of it; every command has its help, its examples and the statuses. */
  public static CommandLine telemetry() {
    return with(COMMANDS);
  }

  /**
   * As much of it as some arguments ask for: to build all commands takes longer than most of them.
   */
  public static CommandLine telemetry(String... args) {
    Class<?> called = args.length == 0 ? null : COMMANDS.get(args[0]);
    boolean alone = called != null && called != CommandLine.HelpCommand.class;
    return alone ? with(Map.of(args[0], called)) : telemetry();
  }

  private static CommandLine with(Map<String, Class<?>> commands) {
    var commandLine = new CommandLine(new TelemetryCommand());
    commands.forEach(commandLine::addSubcommand);
    commandLine.setExecutionExceptionHandler(new Failures());
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setUsageHelpWidth(WIDTH);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.registerConverter(Instant.class, new InstantText());
    everywhere(commandLine);
    Map<String, List<ConfigDef>> roles = Roles.declared();
    commandLine
        .getSubcommands()
        .forEach(
            (name, command) -> {
              List<ConfigDef> declared = roles.get(name);
              if (declared != null) {
                settings(command, declared);
              }
            });
    return commandLine;
  }

  /** The help of a role shows its settings, after its options. */
  private static void settings(CommandLine role, List<ConfigDef> declared) {
    UsageMessageSpec usage = role.getCommandSpec().usageMessage();
    usage
        .sectionMap()
        .put(
            SETTINGS, help -> SettingsText.of(declared, help.commandSpec().usageMessage().width()));
    var sections = new ArrayList<>(usage.sectionKeys());
    sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING), SETTINGS);
    usage.sectionKeys(sections);
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
