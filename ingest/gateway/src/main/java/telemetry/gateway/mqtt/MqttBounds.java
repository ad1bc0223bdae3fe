package telemetry.gateway.mqtt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import telemetry.gateway.pace.Rate;

/**
 * Where messages come from and what passes through.
 *
 * @param broker {@code tcp://host:port} or {@code ssl://host:port}
 * @param clientId the door's name with the broker, which keeps its session under it
 * @param topics how topics name a system and a point
 * @param user to log in with; empty for none
 * @param password to log in with; empty for none
 * @param truststore what the broker's certificate is to be signed by; none for what Java trusts
 * @param truststorePassword the truststore's; empty for none
 * @param maxBytes the longest message
 * @param underWay the most messages that are taken and not acknowledged, from 1
 * @param rate how often a system may speak
 * @param pause how long is waited after a first failure
 */
public record MqttBounds(
    String broker,
    String clientId,
    TopicPattern topics,
    String user,
    String password,
    Optional<Path> truststore,
    String truststorePassword,
    int maxBytes,
    int underWay,
    Rate rate,
    Duration pause) {
  /** What is waited after a first failure where nothing else is said. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  /** Names no credential. */
  @Override
  public String toString() {
    return broker + " as " + clientId + ", " + topics.text();
  }
}
