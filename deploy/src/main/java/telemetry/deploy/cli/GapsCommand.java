package telemetry.deploy.cli;

import picocli.CommandLine.Command;

/** {@code telemetry gaps}: holes in history. */
@Command(
    name = "gaps",
    description = {
      "Find holes in the rows of points, ask for them again, and accept those that will never be"
          + " filled.",
      "",
      "What is expected of a point is what it did on the days around: an interval in which it spoke"
          + " on most of them."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry gaps list --from 2025-11-01T00:00:00Z --to 2025-12-01T00:00:00Z --data-dir"
          + " data",
      "  telemetry gaps fetch --from 2025-11-01T00:00:00Z --to 2025-12-01T00:00:00Z --data-dir"
          + " data",
      "  telemetry gaps accept --system 6 --from 2025-11-03T02:00:00Z --to 2025-11-03T09:00:00Z \\",
      "    --reason 'power cut' --data-dir data"
    },
    subcommands = {GapsListCommand.class, GapsFetchCommand.class, GapsAcceptCommand.class})
final class GapsCommand extends Verbs {}
