package telemetry.deploy.cli;

import picocli.CommandLine.Command;

/** {@code telemetry points}: what becomes of points. */
@Command(
    name = "points",
    description = "Bring home the readings of points that should not be.",
    footer = {"", "Example:", "  telemetry points merge --help"},
    subcommands = {PointsMergeCommand.class})
final class PointsCommand extends Verbs {}
