package telemetry.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;
import telemetry.gateway.http.HttpBounds;
import telemetry.gateway.pace.Rate;
import telemetry.settings.BadSettings;
import telemetry.settings.Settings;

/** What the HTTP door can be set to. */
public final class HttpSettings {
  /** The port to listen at. */
  public static final String PORT = "http.port";

  /** The longest body, also of what is asked for. */
  static final String MAX_BODY = "http.max.body.bytes";

  private static final String HOST = "http.host";
  private static final String THREADS = "http.threads";
  private static final String CONNECTIONS = "http.connections";
  private static final String IDLE = "http.idle.timeout.ms";
  private static final String RATE = "http.rate.per.second";
  private static final String BURST = "http.rate.burst";
  private static final String KEYSTORE = "http.tls.keystore.path";
  private static final String KEYSTORE_PASSWORD = "http.tls.keystore.password.file";

  private HttpSettings() {}

  static ConfigDef define(ConfigDef settings) {
    return settings
        .define(HOST, Type.STRING, "127.0.0.1", Importance.HIGH, "The address to listen at.")
        .define(
            PORT,
            Type.INT,
            8080,
            Range.between(0, 65535),
            Importance.HIGH,
            "The port to listen at; 0 finds a free one.")
        .define(
            MAX_BODY,
            Type.INT,
            GatewaySettings.MAX_BODY_BYTES,
            Range.between(1000, 100_000_000),
            Importance.MEDIUM,
            "The longest body, in bytes. Above the default, raise the broker's message.max.bytes"
                + " and kafka.max.request.size too.")
        .define(
            THREADS,
            Type.INT,
            32,
            Range.between(4, 1000),
            Importance.LOW,
            "The most threads that serve requests.")
        .define(
            CONNECTIONS,
            Type.INT,
            4000,
            Range.between(1, 1_000_000),
            Importance.LOW,
            "The most connections at a time; others wait to be accepted.")
        .define(
            IDLE,
            Type.INT,
            30_000,
            Range.between(100, 3_600_000),
            Importance.LOW,
            "How long a connection may be idle, and how long a body may take, in milliseconds.")
        .define(
            RATE,
            Type.INT,
            100,
            Range.between(1, 1_000_000),
            Importance.MEDIUM,
            "How many requests a second a system may make in the long run; more is answered 429.")
        .define(
            BURST,
            Type.INT,
            3000,
            Range.between(1, 1_000_000),
            Importance.LOW,
            "How many requests a system may make at once. The default is two days, one a minute:"
                + " the backlog of a site that was cut off.")
        .define(
            KEYSTORE,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "A PKCS 12 or JKS file with the certificate and its key; turns TLS on.")
        .define(
            KEYSTORE_PASSWORD,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "The file that holds the keystore's password.");
  }

  static List<String> problems(Settings settings) {
    var problems = new ArrayList<String>();
    boolean keystore = !settings.getString(KEYSTORE).isEmpty();
    boolean password = !settings.getString(KEYSTORE_PASSWORD).isEmpty();
    if (keystore != password) {
      problems.add(
          KEYSTORE + " and " + KEYSTORE_PASSWORD + ": wanted both or neither, found one of them");
    }
    for (String name : List.of(KEYSTORE, KEYSTORE_PASSWORD)) {
      String file = settings.getString(name);
      if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
        problems.add(name + ": wanted a file that can be read, found " + file);
      }
    }
    return problems;
  }

  static HttpBounds bounds(Settings settings) {
    return new HttpBounds(
        settings.getString(HOST),
        settings.getInt(PORT),
        settings.getInt(MAX_BODY),
        settings.getInt(THREADS),
        settings.getInt(CONNECTIONS),
        Duration.ofMillis(settings.getInt(IDLE)),
        new Rate(settings.getInt(RATE), settings.getInt(BURST)),
        tls(settings));
  }

  private static HttpBounds.@Nullable Tls tls(Settings settings) {
    if (settings.getString(KEYSTORE).isEmpty()) {
      return null;
    }
    Path file = Path.of(settings.getString(KEYSTORE_PASSWORD));
    try {
      return new HttpBounds.Tls(
          Path.of(settings.getString(KEYSTORE)), Files.readString(file).strip());
    } catch (IOException e) {
      throw new BadSettings(
          GatewaySettings.ROLE, List.of(KEYSTORE_PASSWORD + ": cannot be read: " + e));
    }
  }
}
