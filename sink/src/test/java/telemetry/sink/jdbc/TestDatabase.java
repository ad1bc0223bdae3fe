package telemetry.sink.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import telemetry.model.Redefinitions;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.RowTable;
import telemetry.sink.batch.TableForm;

/** A migrated database of a test's own, in the one PostgreSQL of this JVM. */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Keep FOR_EVER =
      new Keep(
          Arrays.stream(RowTable.values()).collect(Collectors.toMap(table -> table, table -> 0)),
          true);
  private static final String SINK = "sink_test";
  private static @Nullable EmbeddedPostgres embedded;

  private final String server;
  private final String name;
  private final List<HikariDataSource> pools = new ArrayList<>();

  private TestDatabase(String server, String name) {
    this.server = server;
    this.name = name;
  }

  private static synchronized EmbeddedPostgres embedded() {
    EmbeddedPostgres running = embedded;
    if (running == null) {
      try {
        running = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      embedded = running;
    }
    return running;
  }

  /** An empty database. */
  public static TestDatabase empty() throws SQLException {
    return empty(embedded().getJdbcUrl("postgres", "postgres"));
  }

  /** An empty database of another server, as somebody who may make one; gone when closed. */
  static TestDatabase empty(String server) throws SQLException {
    var made =
        new TestDatabase(
            server, "sink_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet());
    made.administer("CREATE DATABASE " + made.name);
    return made;
  }

  /** A database with the tables. */
  public static TestDatabase migrated() throws SQLException {
    return empty().migrated(TableForm.AUTO);
  }

  /** The same, with the tables. */
  TestDatabase migrated(TableForm form) throws SQLException {
    owner().migrate(form);
    login(SINK, "telemetry_writer");
    return this;
  }

  private void administer(String sql) throws SQLException {
    try (var admin = DriverManager.getConnection(server);
        var statement = admin.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A role that can log in and is a member of another. */
  public void login(String name, String memberOf) throws SQLException {
    synchronized (TestDatabase.class) { // Roles belong to the server.
      if (query("SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'").isEmpty()) {
        execute("CREATE ROLE " + name + " LOGIN IN ROLE " + memberOf);
      }
    }
  }

  private String url() {
    return server.replace("/postgres?", "/" + name + "?");
  }

  /** How the sink finds it: as a member of telemetry_writer, who owns nothing. */
  public Database settings() {
    return as(SINK);
  }

  /** How its owner finds it. */
  public Database owner() {
    return as("postgres");
  }

  /** How somebody finds it. */
  public Database as(String user) {
    return new Database(
        url().replace("user=postgres", "user=" + user), user, null, Duration.ofSeconds(20));
  }

  /** The tables, over a connection of their own. */
  public PostgresTables tables() {
    return tables("test");
  }

  /** The tables of one of several sinks. */
  public PostgresTables tables(String sink) {
    HikariDataSource pool = settings().open(sink, 1);
    pools.add(pool);
    return new PostgresTables(pool, FOR_EVER, Redefinitions.NONE);
  }

  /** The tables of a sink that drops what is old. */
  public PostgresTables tables(Keep keep) {
    return tables(keep, Redefinitions.NONE);
  }

  /** The tables of a sink that knows of these redefinitions. */
  public PostgresTables tables(Keep keep, Redefinitions redefinitions) {
    HikariDataSource pool = settings().open("keep", 1);
    pools.add(pool);
    return new PostgresTables(pool, keep, redefinitions);
  }

  /** A connection as any user of psql would have it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  /** Runs a statement. */
  public int execute(String sql) throws SQLException {
    try (var session = connect();
        var statement = session.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** The rows of a query, columns joined by a bar. */
  public List<String> query(String sql) throws SQLException {
    try (var session = connect();
        var statement = session.createStatement();
        var result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        var row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : "|").append(result.getString(i));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
    if (embedded != null && server.equals(embedded.getJdbcUrl("postgres", "postgres"))) {
      return; // It ends with this JVM.
    }
    try {
      administer("DROP DATABASE " + name + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new IllegalStateException(name + ": cannot be dropped", e);
    }
  }
}
