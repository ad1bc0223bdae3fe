package telemetry.gateway.sessions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.vendors.ask.Session;

/**
 * What an account's last login left behind: a file that its owner alone may read, replaced in one
 * step and only when the new one is on disk, since a vendor takes a refresh token once. Processes
 * that share the directory take turns by a lock beside it.
 */
public final class SessionFile {
  private static final Logger LOG = LoggerFactory.getLogger(SessionFile.class);
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(OWNER);
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;

  /**
   * The file of an account.
   *
   * @param directory where sessions are kept; made when it is needed
   * @param account a name that no other account has, fit for a file
   */
  public SessionFile(Path directory, String account) {
    this.file = directory.resolve(account + ".json");
  }

  /** A turn that was taken; others wait until it is closed. */
  public static final class Turn implements AutoCloseable {
    private final FileLock lock;

    private Turn(FileLock lock) {
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      lock.acquiredBy().close();
    }
  }

  /**
   * Takes the turn among processes; empty while another has it.
   *
   * @throws IOException if the directory cannot be used
   */
  public Optional<Turn> tryTurn() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent(), OWNER_DIRECTORY);
    FileChannel channel =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            OWNER_FILE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      return Optional.ofNullable(lock).map(Turn::new);
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // Another account of this process, under the same name.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  /**
   * The session; {@link Session#NONE} where none was kept.
   *
   * @throws IOException if what is there cannot be read; its message holds nothing of it
   */
  public Session read() throws IOException {
    if (!Files.exists(file)) {
      return Session.NONE;
    }
    closeToOthers();
    try {
      return new Session(
          JSON.readValue(Files.readAllBytes(file), new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": wanted a session as JSON, found something else");
    }
  }

  /** One that was brought back from a copy may be open: what is in it opens an account. */
  private void closeToOthers() throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    if (!OWNER.containsAll(mode)) {
      Files.setPosixFilePermissions(file, OWNER);
      LOG.atWarn()
          .setMessage("session.was.open")
          .addKeyValue("file", file)
          .addKeyValue("mode", PosixFilePermissions.toString(mode))
          .log();
    }
  }

  /** Puts a session in the place of the former one. */
  public void write(Session session) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(session.values()));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true); // The new name too must survive a power cut.
    }
  }
}
