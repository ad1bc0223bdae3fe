package telemetry.deploy.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL server as child processes; as root it runs in a user namespace of its own. */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String NAME = "telemetry";
  private static final String OWNER = "postgres";

  /** Writes rows, reads everything and owns nothing. */
  private static final String USER = "telemetry";

  private static final Duration STOP = Duration.ofSeconds(20);

  private final EmbeddedPostgres server;

  private EmbeddedDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts the server on what the directory holds.
   *
   * @param directory its files, kept
   * @param port on loopback
   * @param settings the server's own, over those for a small machine
   * @throws StackException if it does not start
   */
  public static EmbeddedDatabase start(Path directory, int port, Map<String, String> settings) {
    Path data = directory.resolve("data");
    Path whole = directory.resolve("initialised");
    Path log = directory.resolve("postgresql.log");
    try {
      Files.createDirectories(directory);
      stopLeftover(directory);
      if (!Files.exists(whole)) {
        delete(data); // A first start that was killed half-way; it never held a row.
      }
      EmbeddedPostgres.Builder builder = builder(directory, data, log);
      settings.forEach(builder::setServerConfig);
      EmbeddedPostgres server = builder.setPort(port).start();
      createDatabase(server);
      Files.writeString(whole, "");
      return new EmbeddedDatabase(server);
    } catch (IOException | IllegalStateException | SQLException e) {
      throw new StackException(
          "database: wanted it on port " + port + ", found " + e.getMessage() + "; see " + log, e);
    }
  }

  /** Stops the server of a former run that was killed, if it still runs. */
  static void stopLeftover(Path directory) {
    Leftover.postmaster(directory.resolve("data").resolve("postmaster.pid"))
        .ifPresent(leftover -> leftover.stop("INT", STOP)); // INT is PostgreSQL's fast shutdown.
  }

  private static EmbeddedPostgres.Builder builder(Path directory, Path data, Path log) {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(directory.resolve("server").toFile())
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .setLocaleConfig("locale", "C")
        .setServerConfig("listen_addresses", HOST)
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "50")
        .setServerConfig("shared_buffers", "64MB")
        .setServerConfig("max_wal_size", "1GB")
        // The library is meant for tests and turns safety off; here the rows are kept.
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on");
  }

  private static void createDatabase(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      make(
          statement,
          "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'",
          "CREATE DATABASE " + NAME);
      // The migrations make this role too; the login must be a member of it from the start.
      make(
          statement,
          "SELECT 1 FROM pg_roles WHERE rolname = 'telemetry_writer'",
          "CREATE ROLE telemetry_writer NOLOGIN");
      make(
          statement,
          "SELECT 1 FROM pg_roles WHERE rolname = '" + USER + "'",
          "CREATE ROLE " + USER + " LOGIN IN ROLE telemetry_writer");
    }
  }

  private static void make(Statement statement, String unless, String sql) throws SQLException {
    try (var found = statement.executeQuery(unless)) {
      if (found.next()) {
        return;
      }
    }
    statement.execute(sql);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The address for JDBC, as one who writes rows and owns nothing; loopback alone may connect,
   * without a password.
   */
  public String jdbcUrl() {
    return url(USER);
  }

  /** The address for JDBC, as the owner, who alone may change the schema. */
  public String ownerJdbcUrl() {
    return url(OWNER);
  }

  private String url(String user) {
    return "jdbc:postgresql://" + HOST + ":" + server.getPort() + "/" + NAME + "?user=" + user;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new StackException("database: cannot stop it in good order", e);
    }
  }
}
