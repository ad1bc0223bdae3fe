package telemetry.deploy.cli;

import picocli.CommandLine.Option;

/** The options that say who wants it and why. */
final class ReasonOptions {
  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for those who ask later.")
  private String reason = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who wants it. Default: the user of this process")
  private String who = System.getProperty("user.name", "unknown");

  String reason() {
    if (reason.isBlank()) {
      throw new UsageException("--reason: wanted why, found nothing");
    }
    return reason.strip();
  }

  String who() {
    return who;
  }
}
