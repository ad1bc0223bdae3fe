package telemetry.deploy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import telemetry.deploy.embedded.StackException;

/** The log of a data directory. */
final class LogFile {
  private LogFile() {}

  static Path in(Path dataDir) {
    try {
      Files.createDirectories(dataDir);
      return dataDir.resolve("telemetry.log");
    } catch (IOException e) {
      throw new StackException(
          "--data-dir: wanted a directory that can be made, found " + e.getMessage(), e);
    }
  }
}
