package telemetry.deploy.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The API key of the pushing system: random, made once for a data directory. */
final class DemoKey {
  private DemoKey() {}

  static String of(Path directory) {
    Path file = directory.resolve("demo-api-key");
    try {
      if (!Files.exists(file)) {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(bytes));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot keep the demo's key", e);
    }
  }
}
