package telemetry.gateway.http;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import telemetry.gateway.pace.Rate;

/**
 * Where a door stands and what passes through it.
 *
 * @param host the address to listen at
 * @param port the port, 0 for a free one
 * @param maxBodyBytes the longest body
 * @param threads the most threads
 * @param connections the most connections; others wait to be accepted
 * @param patience how long a connection may be idle, and how long a body may take
 * @param rate how often a system may speak
 * @param tls the certificate; null for plain HTTP
 */
public record HttpBounds(
    String host,
    int port,
    int maxBodyBytes,
    int threads,
    int connections,
    Duration patience,
    Rate rate,
    @Nullable Tls tls) {

  /**
   * A certificate with its key.
   *
   * @param keystore a PKCS 12 or JKS file
   * @param password the password of the keystore
   */
  public record Tls(Path keystore, String password) {
    @Override
    public String toString() {
      return keystore.toString();
    }
  }
}
