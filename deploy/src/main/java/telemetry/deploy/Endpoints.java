package telemetry.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import telemetry.deploy.embedded.PropertiesFile;
import telemetry.deploy.embedded.StackException;

/**
 * Where a running pipeline is found: {@code endpoints.properties} of its data directory. The file
 * is there while everything is ready, and only then.
 *
 * @param bootstrapServers the broker, {@code host:port}
 * @param schemaRegistryUrl the base address of Confluent's protocol
 * @param jdbcUrl PostgreSQL, for JDBC
 * @param httpUrl the gateway's HTTP door
 */
public record Endpoints(
    String bootstrapServers, String schemaRegistryUrl, String jdbcUrl, String httpUrl) {
  private static final String FILE = "endpoints.properties";
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
  private static final String JDBC_URL = "jdbc.url";
  private static final String JDBC_USER = "jdbc.user";
  private static final Pattern USER = Pattern.compile("[?]user=([^&]*)$");
  private static final String HTTP_URL = "http.url";

  /**
   * Reads what the pipeline of a data directory wrote.
   *
   * @throws StackException if it wrote nothing, that is: if none runs there
   */
  public static Endpoints read(Path dataDir) {
    Path file = dataDir.resolve(FILE);
    if (!Files.exists(file)) {
      throw new StackException(
          file
              + ": wanted the endpoints of a running pipeline, found no such file; start one with:"
              + " telemetry up --data-dir "
              + dataDir);
    }
    Properties said = PropertiesFile.read(file);
    return new Endpoints(
        wanted(file, said, BOOTSTRAP_SERVERS),
        wanted(file, said, SCHEMA_REGISTRY_URL),
        wanted(file, said, JDBC_URL),
        wanted(file, said, HTTP_URL));
  }

  private static String wanted(Path file, Properties said, String name) {
    String text = said.getProperty(name);
    if (text == null) {
      throw new StackException(file + ": wanted " + name + ", found none");
    }
    return text;
  }

  /** Tells the other verbs, in one step. */
  public void write(Path dataDir) {
    var file = new Properties();
    file.setProperty(BOOTSTRAP_SERVERS, bootstrapServers);
    file.setProperty(SCHEMA_REGISTRY_URL, schemaRegistryUrl);
    file.setProperty(JDBC_URL, jdbcUrl);
    file.setProperty(HTTP_URL, httpUrl);
    PropertiesFile.write(dataDir.resolve(FILE), file, "A running pipeline; gone when it stops");
  }

  /** Takes back what {@link #write} told. */
  public static void remove(Path dataDir) {
    try {
      Files.deleteIfExists(dataDir.resolve(FILE));
    } catch (IOException e) {
      throw new StackException(dataDir.resolve(FILE) + ": cannot be removed", e);
    }
  }

  /** As settings of the roles and verbs. */
  public Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    settings.put("kafka." + BOOTSTRAP_SERVERS, bootstrapServers);
    settings.put(SCHEMA_REGISTRY_URL, schemaRegistryUrl);
    // Apart, so that a jdbc.user that somebody gives counts.
    Matcher user = USER.matcher(jdbcUrl);
    if (user.find()) {
      settings.put(JDBC_URL, jdbcUrl.substring(0, user.start()));
      settings.put(JDBC_USER, user.group(1));
    } else {
      settings.put(JDBC_URL, jdbcUrl);
    }
    return settings;
  }

  /** The same, with the database as somebody else. */
  public Endpoints withDatabase(String url) {
    return new Endpoints(bootstrapServers, schemaRegistryUrl, url, httpUrl);
  }

  /** As settings of what speaks to Kafka and the registry alone. */
  public Map<String, String> clientSettings() {
    var settings = new TreeMap<String, String>(settings());
    settings.keySet().removeAll(List.of(JDBC_URL, JDBC_USER));
    return settings;
  }

  /** The database for psql. */
  public String psqlUrl() {
    return jdbcUrl.replaceFirst("^jdbc:", "");
  }
}
