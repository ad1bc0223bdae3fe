package telemetry.sink.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A server with TimescaleDB: the one that the environment names, or a container. */
final class TimescaleServer {
  private static final String NAMED = "TELEMETRY_TEST_JDBC_URL";
  private static final String IMAGE = "timescale/timescaledb:2.28.3-pg17";
  private static final int PORT = 5432;
  private static @Nullable String url;

  private TimescaleServer() {}

  /**
   * Its address as somebody who may create databases and roles; aborts the test if there is none.
   */
  static synchronized String url() {
    String known = url;
    if (known == null) {
      known = find();
      url = known;
    }
    return known;
  }

  private static String find() {
    String named = System.getenv(NAMED);
    if (named != null && !named.isEmpty()) {
      return named;
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      String reason =
          "NOT TESTED against TimescaleDB: found no Docker to run "
              + IMAGE
              + " in, and no server in "
              + NAMED
              + " (jdbc:postgresql://host:port/postgres?user=…)";
      System.err.println(reason);
      return abort(reason);
    }
    // Testcontainers ends it with this JVM.
    var container =
        new GenericContainer<>(IMAGE)
            .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
            .withExposedPorts(PORT)
            .waitingFor(
                Wait.forLogMessage(".*ready to accept connections.*\\s", 2)
                    .withStartupTimeout(Duration.ofMinutes(3)));
    container.start();
    return "jdbc:postgresql://%s:%d/postgres?user=postgres"
        .formatted(container.getHost(), container.getMappedPort(PORT));
  }
}
