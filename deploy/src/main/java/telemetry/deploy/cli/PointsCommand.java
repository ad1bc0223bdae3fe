package telemetry.deploy.cli;

import picocli.CommandLine.Command;

/** {@code telemetry points}: what becomes of points. */
@Command(
    name = "points",
    description =
        "Bring home the readings of points that should not be, or say what a point means.",
    footer = {
      "",
      "Examples:",
      "  telemetry points merge --help",
      "  telemetry points redefine --help"
    },
    subcommands = {PointsMergeCommand.class, PointsRedefineCommand.class})
final class PointsCommand extends Verbs {}
