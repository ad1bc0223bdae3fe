package telemetry.sink.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import telemetry.sink.batch.TableForm;
import telemetry.sink.batch.TablesUnavailable;

/**
 * Where the database is and how long it may take.
 *
 * @param url {@code jdbc:postgresql://…}
 * @param user the role to connect as
 * @param password its password; null where the server asks for none
 * @param statementTimeout the longest that one statement may run
 */
public record Database(
    String url, String user, @Nullable String password, Duration statementTimeout) {

  /** How long a connection may take to open before that is an outage. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /**
   * A stopped process keeps the lock on its place for so long at most; the new owner waits for a
   * lock no longer than that, and then tries again.
   */
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(10);

  /**
   * Connections for the sink; opened when first needed, and again after a failure.
   *
   * @param connections how many at most
   */
  public HikariDataSource open(String name, int connections) {
    var pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaximumPoolSize(connections);
    pool.setMinimumIdle(0);
    pool.setAutoCommit(true);
    pool.setConnectionTimeout(CONNECT.toMillis());
    pool.setInitializationFailTimeout(-1);
    pool.setConnectionInitSql(
        """
        SET statement_timeout = %d; SET lock_timeout = %d;
        SET idle_in_transaction_session_timeout = %d;
        SET timescaledb.max_tuples_decompressed_per_dml_transaction = 0"""
            .formatted(
                statementTimeout.toMillis(),
                IDLE_IN_TRANSACTION.toMillis(),
                IDLE_IN_TRANSACTION.toMillis()));
    pool.addDataSourceProperty("ApplicationName", name);
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
    // The server ends a statement before this; it is for a server that has vanished.
    pool.addDataSourceProperty(
        "socketTimeout", Long.toString(statementTimeout.plusSeconds(10).toSeconds()));
    // The detail of an error holds the row.
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(pool);
  }

  /**
   * One connection, for whoever looks or repairs; the caller closes it.
   *
   * @param name how the server lists it
   */
  public Connection connect(String name) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", name);
    properties.setProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
    properties.setProperty("logServerErrorDetail", "false");
    return DriverManager.getConnection(url, properties);
  }

  /**
   * Brings the schema up to what this version writes. Two may do so at once. Where nothing is due
   * it changes nothing, and a member of telemetry_writer may ask.
   *
   * @param form what the tables are to be
   * @return how many migrations were run
   * @throws TablesUnavailable if the database cannot be reached now
   * @throws SchemaException if it has another history or another form, or refuses
   */
  public int migrate(TableForm form) {
    int run = migrate();
    try (Connection session = connect("telemetry-migrate")) {
      SchemaForm.settle(session, form);
    } catch (SQLException e) {
      throw SqlFault.isOutage(e) ? SqlFault.wait(e) : SchemaException.of(this, e);
    }
    return run;
  }

  private int migrate() {
    try {
      Flyway flyway =
          Flyway.configure(Database.class.getClassLoader())
              .dataSource(url, user, password)
              .locations("classpath:db/migration")
              .load();
      if (flyway.info().pending().length == 0) {
        flyway.validate();
        return 0;
      }
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException fault) {
          throw SqlFault.isOutage(fault) ? SqlFault.wait(fault) : SchemaException.of(this, fault);
        }
      }
      throw new SchemaException(this + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return url + " as " + user;
  }
}
