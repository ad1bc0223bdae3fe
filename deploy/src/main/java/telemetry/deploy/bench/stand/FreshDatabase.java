package telemetry.deploy.bench.stand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import telemetry.deploy.Endpoints;
import telemetry.deploy.run.Roles;
import telemetry.sink.batch.TableForm;

/** A database as nobody has used it, as often as one is wanted: a copy of one that was migrated. */
public final class FreshDatabase {
  private static final String NAME = "bench";

  private final String template;
  private final String server;
  private final String url;

  private FreshDatabase(String jdbcUrl) {
    int name = jdbcUrl.lastIndexOf('/') + 1;
    int options = jdbcUrl.indexOf('?', name);
    this.template = jdbcUrl.substring(name, options);
    this.server = jdbcUrl.substring(0, name) + "postgres" + jdbcUrl.substring(options);
    this.url = jdbcUrl.substring(0, name) + NAME + jdbcUrl.substring(options);
  }

  /** Migrates the template. */
  static FreshDatabase of(Endpoints owner) {
    Roles.database(owner.settings()).migrate(TableForm.AUTO);
    return new FreshDatabase(owner.jdbcUrl());
  }

  /** Its address, as its owner. */
  public String url() {
    return url;
  }

  /** Throws the former one away and makes a new one; nothing is left to be written to disk. */
  public void make() {
    try (Connection connection = DriverManager.getConnection(server);
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + NAME + " WITH (FORCE)");
      statement.execute("CREATE DATABASE " + NAME + " TEMPLATE " + template);
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new StandException("database " + NAME + ": cannot be made anew", e);
    }
  }

  /** Lets the sink begin anew, with all rows there. */
  public void forgetPlaces() {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM sink_offset");
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new StandException("database " + NAME + ": the places cannot be forgotten", e);
    }
  }

  /** A connection to it, as its owner; the caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** What the server has cost so far, all its processes. */
  Cost cost(Path stand) {
    Path file = stand.resolve("postgresql").resolve("data").resolve("postmaster.pid");
    try {
      long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
      return ProcessHandle.of(pid).map(Cost::ofFamily).orElse(Cost.NONE);
    } catch (IOException e) {
      throw new StandException(file + ": wanted the server's process, cannot read it", e);
    }
  }
}
