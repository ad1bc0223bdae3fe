package telemetry.deploy.cli;

import picocli.CommandLine.Command;

/** {@code telemetry replay}: history is recomputed, never patched. */
@Command(
    name = "replay",
    description = {
      "Recompute rows from the log: plan it, run it, take it back.",
      "",
      "The live pipeline goes on meanwhile and wins where it knows more. What a run replaces is"
          + " recorded first, with who asked and why."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry replay plan --from 2025-11-11T00:00:00Z --to 2025-11-12T00:00:00Z --data-dir"
          + " data",
      "  telemetry replay run --from 2025-11-11T00:00:00Z --to 2025-11-12T00:00:00Z \\",
      "    --expect-rows 2304 --reason 'powers were nulled by a migration' --data-dir data",
      "  telemetry replay undo 7 --reason 'wrong day' --data-dir data"
    },
    subcommands = {
      ReplayPlanCommand.class,
      ReplayRunCommand.class,
      ReplayStatusCommand.class,
      ReplayListCommand.class,
      ReplayResumeCommand.class,
      ReplayCancelCommand.class,
      ReplayUndoCommand.class
    })
final class ReplayCommand extends Verbs {}
