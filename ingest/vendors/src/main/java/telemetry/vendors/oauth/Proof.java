package telemetry.vendors.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The proof of RFC 7636 that whoever redeems a code is who asked for it.
 *
 * @param verifier 43 to 128 characters that nobody can guess
 */
record Proof(String verifier) {
  private static final int LEAST = 43;
  private static final int MOST = 128;

  Proof {
    if (verifier.length() < LEAST) {
      throw new IllegalArgumentException(
          "nonce: wanted " + LEAST + " characters or more, found " + verifier.length());
    }
    verifier = verifier.substring(0, Math.min(verifier.length(), MOST));
  }

  /** What is told beforehand. */
  String challenge() {
    return hash(verifier);
  }

  /** What must come back with the code: it says nothing of the verifier. */
  String state() {
    return hash("state " + verifier).substring(0, 22);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Names nothing: this is a credential. */
  @Override
  public String toString() {
    return "proof";
  }
}
