package telemetry.sink;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;
import telemetry.settings.Secret;
import telemetry.settings.Settings;
import telemetry.sink.jdbc.Database;

/** The settings that say where the database is. */
public final class DatabaseSettings {
  /** Where the database is. */
  public static final String JDBC_URL = "jdbc.url";

  /** The database role. */
  public static final String JDBC_USER = "jdbc.user";

  /** Where its password is. */
  public static final String JDBC_PASSWORD = "jdbc.password";

  /** The longest that one statement may run. */
  public static final String STATEMENT_TIMEOUT_MS = "sink.statement.timeout.ms";

  private DatabaseSettings() {}

  static ConfigDef define(ConfigDef declared) {
    return declared
        .define(
            JDBC_URL,
            Type.STRING,
            "",
            Importance.HIGH,
            "The database: jdbc:postgresql://host:port/name. No password in it.")
        .define(
            JDBC_USER,
            Type.STRING,
            "postgres",
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "The database role to connect as.")
        .define(
            JDBC_PASSWORD,
            Type.PASSWORD,
            null,
            Importance.HIGH,
            "Its password, by reference: env:NAME or file:/path. None where the server asks for none.")
        .define(
            STATEMENT_TIMEOUT_MS,
            Type.LONG,
            30_000L,
            atLeast(100),
            Importance.LOW,
            "The longest that one statement may run, in milliseconds.");
  }

  static Database of(Settings settings, Map<String, String> environment) {
    return new Database(
        settings.getString(JDBC_URL),
        settings.getString(JDBC_USER),
        password(settings, environment),
        Duration.ofMillis(settings.getLong(STATEMENT_TIMEOUT_MS)));
  }

  private static @Nullable String password(Settings settings, Map<String, String> environment) {
    var reference = settings.getPassword(JDBC_PASSWORD);
    return reference == null ? null : Secret.resolve(JDBC_PASSWORD, reference.value(), environment);
  }

  /** What is wrong with them. */
  static List<String> problems(Settings settings, Map<String, String> environment) {
    var problems = new ArrayList<String>();
    try {
      password(settings, environment);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    String url = settings.getString(JDBC_URL);
    if (!url.startsWith("jdbc:postgresql:")) {
      String found = url.isEmpty() ? "none" : "another scheme";
      problems.add(JDBC_URL + ": wanted jdbc:postgresql://…, found " + found);
    }
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      problems.add(JDBC_URL + ": wanted no password in it; name one with " + JDBC_PASSWORD);
    }
    if (url.matches(".*[?&]user=.*") && settings.originals().containsKey(JDBC_USER)) {
      problems.add(
          JDBC_URL + " and " + JDBC_USER + ": wanted the role in one of them, found it in both");
    }
    return problems;
  }
}
