package telemetry.gateway.mqtt;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Sockets that trust what stands in a file, and nobody else. */
final class Trust {
  private Trust() {}

  /**
   * Reads the file anew, so that a certificate that was renewed counts at the next connection.
   *
   * @throws IllegalStateException if it cannot be read; never holds the password
   */
  static SSLSocketFactory factory(Path truststore, String password) {
    try {
      File file = truststore.toFile();
      var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(KeyStore.getInstance(file, password.toCharArray()));
      var context = SSLContext.getInstance("TLS");
      context.init(null, trusted.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "truststore: wanted a PKCS 12 or JKS file that its password opens, found " + e, e);
    }
  }
}
