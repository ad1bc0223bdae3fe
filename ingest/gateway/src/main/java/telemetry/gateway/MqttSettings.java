package telemetry.gateway;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import telemetry.gateway.mqtt.MqttBounds;
import telemetry.gateway.mqtt.TopicPattern;
import telemetry.gateway.pace.Rate;
import telemetry.settings.Secret;
import telemetry.settings.Settings;

/** What the MQTT door can be set to. */
public final class MqttSettings {
  private static final String BROKER = "mqtt.broker";
  private static final String TOPIC = "mqtt.topic";
  private static final String CLIENT = "mqtt.client.id";
  private static final String USER = "mqtt.username";
  private static final String PASSWORD = "mqtt.password";
  private static final String TRUSTSTORE = "mqtt.tls.truststore.path";
  private static final String TRUSTSTORE_PASSWORD = "mqtt.tls.truststore.password";
  private static final String MAX_MESSAGE = "mqtt.max.message.bytes";
  private static final String UNDER_WAY = "mqtt.max.unacknowledged";
  private static final String RATE = "mqtt.rate.per.second";
  private static final String BURST = "mqtt.rate.burst";

  /**
   * What may wait for the log's acknowledgement, all doors together: more ends the connection,
   * where the bound in messages would let the broker wait.
   */
  private static final long MOST_BYTES = GatewayRole.UNDER_WAY_BYTES;

  private MqttSettings() {}

  static ConfigDef define(ConfigDef settings) {
    return settings
        .define(
            BROKER,
            Type.STRING,
            "",
            Importance.HIGH,
            "The MQTT broker to hear messages of single points from, like tcp://host:1883 or"
                + " ssl://host:8883; empty for none.")
        .define(
            TOPIC,
            Type.STRING,
            "telemetry/{system}/{point}",
            Importance.HIGH,
            "How topics name a system and a point; a {point} at the end may have several levels.")
        .define(
            CLIENT,
            Type.STRING,
            "telemetry-ingest",
            Importance.MEDIUM,
            "This door's name with the broker, which keeps what was not acknowledged under it. Two"
                + " processes with one name cut each other off: give it to one of them.")
        .define(USER, Type.STRING, "", Importance.MEDIUM, "The name to log in with, if any.")
        .define(
            PASSWORD,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "The password to log in with, by reference: env:NAME or file:PATH.")
        .define(
            TRUSTSTORE,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "A PKCS 12 or JKS file with what the broker's certificate is to be signed by; empty"
                + " for what Java trusts. Counts for ssl:// alone.")
        .define(
            TRUSTSTORE_PASSWORD,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "The truststore's password, by reference: env:NAME or file:PATH.")
        .define(
            MAX_MESSAGE,
            Type.INT,
            10_000,
            Range.between(10, 1_000_000),
            Importance.LOW,
            "The longest message, in bytes; longer ones are counted and dropped. So many, "
                + UNDER_WAY
                + " times, must fit in "
                + MOST_BYTES
                + " bytes.")
        .define(
            UNDER_WAY,
            Type.INT,
            1000,
            Range.between(1, 60_000),
            Importance.LOW,
            "The most messages that are taken and not acknowledged; beyond it the broker waits.")
        .define(
            RATE,
            Type.INT,
            500,
            Range.between(1, 1_000_000),
            Importance.MEDIUM,
            "How many messages a second a system may send in the long run; more are counted and"
                + " dropped.")
        .define(
            BURST,
            Type.INT,
            50_000,
            Range.between(1, 10_000_000),
            Importance.LOW,
            "How many messages a system may send at once: what its broker kept while this was"
                + " away.");
  }

  static List<String> problems(Settings settings) {
    var problems = new ArrayList<String>();
    if (settings.getString(BROKER).isEmpty()) {
      return problems;
    }
    broker(settings, problems);
    long each = BoundedSink.bytes(settings.getInt(MAX_MESSAGE));
    if (each * settings.getInt(UNDER_WAY) > MOST_BYTES) {
      problems.add(
          "%s, %s: wanted messages that fit in the buffer of %d bytes together, found %d of %d bytes with what each takes beside"
              .formatted(UNDER_WAY, MAX_MESSAGE, MOST_BYTES, settings.getInt(UNDER_WAY), each));
    }
    try {
      var unused = new TopicPattern(settings.getString(TOPIC));
    } catch (IllegalArgumentException e) {
      problems.add(TOPIC + ": " + e.getMessage());
    }
    for (String name : List.of(PASSWORD, TRUSTSTORE_PASSWORD)) {
      secret(settings, name, problems);
    }
    String truststore = settings.getString(TRUSTSTORE);
    if (!truststore.isEmpty() && !Files.isReadable(Path.of(truststore))) {
      problems.add(TRUSTSTORE + ": wanted a file that can be read, found " + truststore);
    }
    return problems;
  }

  private static void broker(Settings settings, List<String> problems) {
    String text = settings.getString(BROKER);
    String wanted = BROKER + ": wanted tcp://host:port or ssl://host:port, found ";
    try {
      URI broker = URI.create(text);
      if (!Set.of("tcp", "ssl").contains(String.valueOf(broker.getScheme()))
          || broker.getHost() == null
          || broker.getUserInfo() != null) {
        problems.add(wanted + (broker.getUserInfo() == null ? text : "one with a login in it"));
      }
    } catch (IllegalArgumentException e) {
      problems.add(wanted + "no address");
    }
  }

  private static void secret(Settings settings, String name, List<String> problems) {
    String text = settings.getString(name);
    if (!text.isEmpty() && !Secret.isReference(text)) {
      problems.add(name + ": wanted env:NAME or file:PATH, found a password itself");
      return;
    }
    try {
      var unused = Secret.resolve(name, text);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  /** The door's bounds; none where there is to be none. */
  static Optional<MqttBounds> bounds(Settings settings) {
    if (settings.getString(BROKER).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new MqttBounds(
            settings.getString(BROKER),
            settings.getString(CLIENT),
            new TopicPattern(settings.getString(TOPIC)),
            settings.getString(USER),
            Secret.resolve(PASSWORD, settings.getString(PASSWORD)),
            Optional.of(settings.getString(TRUSTSTORE)).filter(it -> !it.isEmpty()).map(Path::of),
            Secret.resolve(TRUSTSTORE_PASSWORD, settings.getString(TRUSTSTORE_PASSWORD)),
            settings.getInt(MAX_MESSAGE),
            settings.getInt(UNDER_WAY),
            new Rate(settings.getInt(RATE), settings.getInt(BURST)),
            MqttBounds.PAUSE));
  }
}
