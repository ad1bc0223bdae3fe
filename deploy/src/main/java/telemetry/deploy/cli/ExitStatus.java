package telemetry.deploy.cli;

/** What a command's exit status says. */
final class ExitStatus {
  /** Done, or so. */
  static final int OK = 0;

  /** The thing that was asked is not so: inconsistent, not in time, refused. */
  static final int NOT_SO = 1;

  /** The command line or the settings are wrong; nothing was done. */
  static final int USAGE = 2;

  /** Something that the command needs is broken or not there. */
  static final int BROKEN = 3;

  private ExitStatus() {}
}
