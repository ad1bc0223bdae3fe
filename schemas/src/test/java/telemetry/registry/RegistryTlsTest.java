package telemetry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.avro.Codecs;

class RegistryTlsTest {
  private static final String PASSWORD = "only-for-this-test";

  static Path store;

  /** The server's key; its self-signed certificate in the same store is what the client trusts. */
  @BeforeAll
  static void makeKey(@TempDir Path dir) throws IOException, InterruptedException {
    store = dir.resolve("registry.p12");
    var keytool =
        new ProcessBuilder(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair -alias registry -keyalg EC -validity 2 -storetype PKCS12",
                        "-dname CN=localhost -ext san=dns:localhost",
                        "-keystore " + store + " -storepass " + PASSWORD)
                    .stream()
                    .flatMap(words -> List.of(words.split(" ")).stream())
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).as(Files.readString(dir.resolve("keytool.log"))).isZero();
  }

  @Test
  void trustsWhatTheTruststoreTrusts(@TempDir Path dir)
      throws IOException, GeneralSecurityException {
    Path password = Files.writeString(dir.resolve("password"), PASSWORD + "\n");
    try (var server = new RegistryServer(tls())) {
      SchemaRegistry registry =
          SchemaRegistries.connect(
              Map.of(
                  "schema.registry.url",
                  server.url(),
                  "schema.registry.ssl.truststore.location",
                  store.toString(),
                  "schema.registry.ssl.truststore.password",
                  "file:" + password,
                  "schema.registry.ssl.truststore.type",
                  "PKCS12"));

      assertThat(registry.idOf("s", Codecs.RAW.schema())).isEqualTo(1);
    }
  }

  @Test
  void saysThatItIsTheTrust() throws IOException, GeneralSecurityException {
    try (var server = new RegistryServer(tls())) {
      SchemaRegistry registry =
          SchemaRegistries.connect(
              Map.of("schema.registry.url", server.url(), "schema.registry.max.retries", "0"));

      assertThatThrownBy(() -> registry.idOf("s", Codecs.RAW.schema()))
          .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.retriable()).isFalse())
          .hasMessageContaining("schema.registry.ssl.truststore");
    }
  }

  private static SSLContext tls() throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
