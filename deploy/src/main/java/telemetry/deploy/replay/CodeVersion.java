package telemetry.deploy.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import telemetry.control.EpochGuard;
import telemetry.vendors.Decoders;
import telemetry.window.History;

/**
 * What computes here, for those who ask later: by its bytes, since versions are given by people.
 */
public final class CodeVersion {
  private static final int DIGITS = 12;

  private CodeVersion() {}

  public static String text() {
    return "rules %d, streams %s, vendors %s"
        .formatted(EpochGuard.RULES, of(History.class), of(Decoders.class));
  }

  private static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    Path place = source == null ? Path.of("") : Path.of(source.getLocation().getPath());
    if (!Files.isRegularFile(place)) {
      return "of a build directory";
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(Files.readAllBytes(place)))
          .substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException("program: cannot read " + place, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
