package telemetry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** An Apicurio registry as a child process, with its schemas in a directory. */
final class RealRegistry implements AutoCloseable {
  private static final Path HOME = Path.of("target", "apicurio");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port;
  private final Process process;

  /** Starts one and waits until it answers. */
  RealRegistry(Path data) throws IOException {
    this.port = freePort();
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString())
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("registry.log").toFile());
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder
        .environment()
        .put(
            "REGISTRY_DATASOURCE_URL",
            "jdbc:h2:file:" + data.resolve("registry").toAbsolutePath() + ";WRITE_DELAY=0");
    this.process = builder.start();
    // A child must not outlive a test run that is cut short.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    await().atMost(Duration.ofSeconds(60)).until(this::answers);
  }

  /** Where it speaks Confluent's protocol. */
  String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  /** As a power cut would end it. */
  @Override
  public void close() {
    process.destroyForcibly();
    assertThat(process.onExit().join().isAlive()).isFalse();
  }

  private boolean answers() throws InterruptedException {
    assertThat(process.isAlive()).as("the registry runs").isTrue();
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(URI.create(url() + "/subjects")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path jar() {
    try (var files = java.nio.file.Files.list(HOME)) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(HOME + ": wanted an unpacked registry, found none", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
