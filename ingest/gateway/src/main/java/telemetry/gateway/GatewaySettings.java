package telemetry.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;
import telemetry.gateway.http.HttpBounds;
import telemetry.gateway.http.Rate;
import telemetry.gateway.poll.PollBounds;
import telemetry.settings.BadSettings;
import telemetry.settings.Settings;

/** What the gateway can be set to. */
public final class GatewaySettings {
  /** The role's name in settings, logs and metrics. */
  public static final String ROLE = "ingest";

  /** The address to listen at. */
  public static final String HOST = "http.host";

  /** The port to listen at. */
  public static final String PORT = "http.port";

  /** The longest body. */
  public static final String MAX_BODY = "http.max.body.bytes";

  /** The most threads. */
  public static final String THREADS = "http.threads";

  /** The most connections. */
  public static final String CONNECTIONS = "http.connections";

  /** How long an idle connection, and a body that drips, is borne. */
  public static final String IDLE = "http.idle.timeout.ms";

  /** How many requests a second a system may make in the long run. */
  public static final String RATE = "http.rate.per.second";

  /** How many requests a system may make at once. */
  public static final String BURST = "http.rate.burst";

  /** The keystore that turns TLS on. */
  public static final String KEYSTORE = "http.tls.keystore.path";

  /** The file that holds the keystore's password. */
  public static final String KEYSTORE_PASSWORD = "http.tls.keystore.password.file";

  /** Whether vendors are asked. */
  public static final String POLL = "poll.enabled";

  /** The group that divides the systems. */
  public static final String GROUP = "ingest.group";

  /** This process's fixed name in the group. */
  public static final String INSTANCE = "ingest.instance.id";

  /** Where sessions of accounts are kept. */
  public static final String SESSIONS = "poll.sessions.dir";

  /** How long an exchange with a vendor may take. */
  public static final String PATIENCE = "poll.timeout.ms";

  /** How many requests may be under way to one vendor. */
  public static final String UNDER_WAY = "poll.vendor.requests";

  /**
   * The default bound of a body, in bytes: with its envelope, such a record still fits Kafka's own
   * default for a message.
   */
  public static final int MAX_BODY_BYTES = 1_000_000;

  private GatewaySettings() {}

  /** Every setting: name, type, default, check and text. */
  public static ConfigDef declared() {
    return new ConfigDef()
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
            MAX_BODY_BYTES,
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
            "The file that holds the keystore's password.")
        .define(
            POLL,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Whether this process asks the vendors that do not push.")
        .define(
            GROUP,
            Type.STRING,
            "telemetry-ingest",
            Importance.LOW,
            "The consumer group that divides the systems among the processes that ask.")
        .define(
            INSTANCE,
            Type.STRING,
            "",
            Importance.LOW,
            "This process's fixed name in the group, so that it takes its place back at once when"
                + " it starts again; empty for none.")
        .define(
            SESSIONS,
            Type.STRING,
            "sessions",
            Importance.MEDIUM,
            "The directory of what logins leave behind (cookies, refresh tokens), for its owner"
                + " alone. Processes that ask for systems of one account must share it.")
        .define(
            PATIENCE,
            Type.INT,
            30_000,
            Range.between(100, 600_000),
            Importance.LOW,
            "How long an exchange with a vendor may take, to the last byte of its answer, in"
                + " milliseconds.")
        .define(
            UNDER_WAY,
            Type.INT,
            16,
            Range.between(1, 1000),
            Importance.LOW,
            "The most requests under way to one vendor.");
  }

  /**
   * Checks what was given.
   *
   * @throws BadSettings naming everything that is wrong
   */
  public static Settings check(Map<String, String> given) {
    return Settings.check(ROLE, declared(), given, GatewaySettings::contradictions);
  }

  private static List<String> contradictions(Settings settings) {
    var problems = new ArrayList<>(KafkaRequirements.problems(settings));
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

  /** The door's bounds. */
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

  /** What asking may cost. */
  static PollBounds polls(Settings settings) {
    return new PollBounds(
        Path.of(settings.getString(SESSIONS)),
        Duration.ofMillis(settings.getInt(PATIENCE)),
        settings.getInt(MAX_BODY),
        settings.getInt(UNDER_WAY),
        PollBounds.PAUSE);
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
      throw new BadSettings(ROLE, List.of(KEYSTORE_PASSWORD + ": cannot be read: " + e));
    }
  }
}
