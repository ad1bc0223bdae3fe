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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A migrated database of a test's own, in the one PostgreSQL of this JVM. */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private final String url;
  private final List<HikariDataSource> pools = new ArrayList<>();

  private TestDatabase(String url) {
    this.url = url;
  }

  private static synchronized EmbeddedPostgres server() {
    EmbeddedPostgres running = server;
    if (running == null) {
      try {
        running = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server = running;
    }
    return running;
  }

  /** An empty database. */
  public static TestDatabase empty() throws SQLException {
    String name = "sink_" + NUMBER.incrementAndGet();
    try (var admin = DriverManager.getConnection(server().getJdbcUrl("postgres", "postgres"));
        var statement = admin.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new TestDatabase(server().getJdbcUrl("postgres", name));
  }

  /** A database with the tables. */
  public static TestDatabase migrated() throws SQLException {
    TestDatabase database = empty();
    database.settings().migrate();
    return database;
  }

  /** How the sink finds it. */
  public Database settings() {
    return new Database(url, "postgres", null, Duration.ofSeconds(20));
  }

  /** The tables, over a connection of their own. */
  public PostgresTables tables() {
    return tables("test");
  }

  /** The tables of one of several sinks. */
  public PostgresTables tables(String sink) {
    HikariDataSource pool = settings().open(sink);
    pools.add(pool);
    return new PostgresTables(pool);
  }

  /** A connection as any user of psql would have it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
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
  }
}
