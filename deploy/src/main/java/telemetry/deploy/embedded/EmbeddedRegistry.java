package telemetry.deploy.embedded;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An Apicurio registry as a child process, speaking Confluent's protocol. A process of its own
 * because its hundred libraries do not go together with ours.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private static final String PID = "pid";
  private static final String HOST = "127.0.0.1";
  private static final String MAIN = "io.quarkus.runner.GeneratedMain";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Process process;
  private final String url;
  private final Path pidFile;

  private EmbeddedRegistry(Process process, String url, Path pidFile) {
    this.process = process;
    this.url = url;
    this.pidFile = pidFile;
  }

  /**
   * Starts the registry on what the directory holds.
   *
   * @param directory its schemas, kept; the ids in the log mean nothing without them
   * @param port on loopback
   * @throws StackException if it does not answer within a minute; names its log
   */
  public static EmbeddedRegistry start(Path directory, int port) {
    Path log = directory.resolve("registry.log");
    Path pidFile = directory.resolve(PID);
    try {
      Files.createDirectories(directory);
      stopLeftover(directory);
      Process process = launch(directory, port, log);
      Leftover.note(pidFile, process.toHandle());
      var registry =
          new EmbeddedRegistry(
              process, "http://" + HOST + ":" + port + "/apis/ccompat/v7", pidFile);
      registry.awaitReady(log);
      return registry;
    } catch (IOException e) {
      throw new StackException("registry: wanted it on port " + port + ", found " + e, e);
    }
  }

  /** Stops the registry of a former run that was killed, if it still runs. */
  static void stopLeftover(Path directory) {
    Leftover.noted(directory.resolve(PID)).ifPresent(leftover -> leftover.stop("TERM", STOP));
  }

  private static Process launch(Path directory, int port, Path log) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // A Ctrl-C reaches every process of the terminal; the registry must outlive the roles that use
    // it, so it ignores that one and ends when we do.
    var builder =
        new ProcessBuilder(
            "/bin/sh",
            "-c",
            "trap '' INT HUP; exec \"$@\"",
            "registry",
            java,
            "-Xmx192m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath(),
            ParentWatch.class.getName(),
            MAIN);
    builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL"));
    builder.environment().put("QUARKUS_HTTP_HOST", HOST);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("QUARKUS_BANNER_ENABLED", "false");
    builder.environment().put("QUARKUS_DATASOURCE_JDBC_INITIAL_SIZE", "1");
    builder.environment().put("QUARKUS_DATASOURCE_JDBC_MIN_SIZE", "1");
    builder.environment().put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "10");
    // In memory by default, and half a second late on disk: either way a restart would give the ids
    // in the log another meaning.
    builder
        .environment()
        .put(
            "REGISTRY_DATASOURCE_URL",
            "jdbc:h2:file:" + directory.resolve("schemas") + ";WRITE_DELAY=0");
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    return builder.start();
  }

  private static String classPath() throws IOException {
    return String.join(
        File.pathSeparator, List.of(home(ParentWatch.class).toString(), runner().toString()));
  }

  private static Path runner() throws IOException {
    String said = System.getProperty("telemetry.registry.home", "");
    Path home = said.isEmpty() ? home(ParentWatch.class).resolveSibling("registry") : Path.of(said);
    if (!Files.isDirectory(home)) {
      throw new StackException(
          "registry: wanted the unpacked server in "
              + home
              + ", found nothing; mvn package makes it");
    }
    try (Stream<Path> files = Files.list(home)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(
              () ->
                  new StackException(
                      "registry: wanted a *-runner.jar in " + home + ", found none"));
    }
  }

  /** Where the build put a class of ours: a folder or a jar in {@code target}. */
  private static Path home(Class<?> ours) {
    try {
      return Path.of(ours.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new StackException("registry: cannot tell where this program lies", e);
    }
  }

  private void awaitReady(Path log) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    // Its own default is to check nothing; the answer also says that it is up.
    HttpRequest compatibility =
        HttpRequest.newBuilder(URI.create(url + "/config"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
            .build();
    long end = System.nanoTime() + START.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
        if (answers(client, compatibility)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    throw new StackException(
        "registry: wanted an answer within " + START.toSeconds() + " s, found none; see " + log);
  }

  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // Not listening yet.
    }
  }

  /** The base address of Confluent's protocol. */
  public String url() {
    return url;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close(); // The order to stop: see ParentWatch.
      if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      process.destroyForcibly();
      throw new StackException("registry: cannot stop it in good order", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
