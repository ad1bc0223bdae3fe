package telemetry.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * API keys are kept as {@code sha256:<hex>}. A key is a random token of 128 bits or more, so a fast
 * hash is enough: there is nothing to guess it from.
 */
public final class ApiKeys {
  private static final String SCHEME = "sha256:";

  private ApiKeys() {}

  /** The hash under which a key is declared. */
  public static String hash(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return SCHEME + HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether the key is one of those declared; takes the same time whichever it is. */
  public static boolean matches(String key, List<String> hashes) {
    byte[] found = hash(key).getBytes(StandardCharsets.UTF_8);
    boolean matches = false;
    for (String hash : hashes) {
      matches |= MessageDigest.isEqual(found, hash.getBytes(StandardCharsets.UTF_8));
    }
    return matches;
  }
}
