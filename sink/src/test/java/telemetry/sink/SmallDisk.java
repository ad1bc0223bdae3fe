package telemetry.sink;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of a few megabytes that can be filled; only root of a machine can have one. */
final class SmallDisk implements AutoCloseable {
  private static final byte[] PIECE = new byte[4096];
  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /** Mounts one; aborts the test where that is not allowed. */
  static SmallDisk mount(Path place) throws IOException, InterruptedException {
    Files.createDirectories(place);
    if (!run("mount", "-t", "tmpfs", "-o", "size=4m,mode=0777", "tmpfs", place.toString())) {
      String reason = "NOT TESTED on a full disk: may not mount one at " + place;
      System.err.println(reason);
      return abort(reason);
    }
    return new SmallDisk(place);
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).inheritIO().start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // There is no such program.
    }
  }

  Path place() {
    return place;
  }

  /** Leaves no room on it. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(place.resolve("full"))) {
      while (place.toFile().getUsableSpace() > 0) {
        out.write(PIECE);
      }
    }
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.deleteIfExists(place.resolve("full"));
  }

  @Override
  public void close() throws Exception {
    if (!run("umount", "-l", place.toString())) {
      throw new IOException(place + ": cannot be unmounted");
    }
  }
}
