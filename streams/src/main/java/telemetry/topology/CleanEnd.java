package telemetry.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says whether the process that used a state directory before came to a clean end. If it did not,
 * without transactions its state on disk may hold what its changelog never got.
 */
final class CleanEnd {
  private final Path file;

  CleanEnd(String stateDirectory, String applicationId) {
    this.file = Path.of(stateDirectory, applicationId + ".clean");
  }

  /** Whether the last end was clean; from now on, it was not. */
  boolean take() {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("state directory: cannot remove " + file, e);
    }
  }

  /** This end was clean. */
  void leave() {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException("state directory: cannot write " + file, e);
    }
  }
}
