package telemetry.deploy.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A data directory that this process alone uses. The lock is the operating system's, so a killed
 * process leaves none behind.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the directory where it is missing, and takes it.
   *
   * @throws StackException if another process has it, or it cannot be written to
   */
  public static DataDirectory take(Path wanted) {
    Path path = wanted.toAbsolutePath().normalize();
    if (path.toString().matches(".*[,;].*")) {
      throw new StackException(
          "data directory: wanted a path without ',' and ';' (Kafka and H2 split there), found "
              + path);
    }
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String owner = read(channel);
        channel.close();
        throw new StackException(
            "data directory "
                + path
                + ": wanted to have it alone, found it in use by process "
                + owner
                + "; stop that one, or choose another with --data-dir");
      }
      channel.truncate(0);
      String self = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.US_ASCII)), 0);
      return new DataDirectory(path, channel, lock);
    } catch (IOException e) {
      throw new StackException(
          "data directory " + path + ": wanted to write there, found " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // This very process has it already.
    }
  }

  private static String read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(32);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
  }

  /** Absolute. */
  public Path path() {
    return path;
  }

  /** A place in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new StackException("data directory " + path + ": cannot let go of the lock", e);
    }
  }
}
