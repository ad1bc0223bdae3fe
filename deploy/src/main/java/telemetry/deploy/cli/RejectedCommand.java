package telemetry.deploy.cli;

import picocli.CommandLine.Command;

/** {@code telemetry rejected}: what was refused, and the way back. */
@Command(
    name = "rejected",
    description = {
      "Look at the records that were refused, and send them back when the reason is gone.",
      "",
      "A refused record stands in telemetry.rejected with its original bytes. What each reason means"
          + " and what to do is told in schemas/GATEWAYS.md."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry rejected list --reason UNKNOWN_VENDOR --data-dir data",
      "  telemetry rejected show 2/17 --data-dir data",
      "  telemetry rejected redrive --reason UNKNOWN_VENDOR --system 6 --data-dir data"
    },
    subcommands = {
      RejectedListCommand.class,
      RejectedShowCommand.class,
      RejectedRedriveCommand.class
    })
final class RejectedCommand extends Verbs {}
