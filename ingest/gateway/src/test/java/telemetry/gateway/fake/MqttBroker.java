package telemetry.gateway.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.IAuthenticator;
import io.moquette.broker.security.PermitAllAuthorizatorPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A real MQTT broker on loopback, which keeps sessions in memory, and a device that publishes. */
public final class MqttBroker implements AutoCloseable {
  /** Whom it lets in. */
  public static final String USER = "gateway";

  /** With what. */
  public static final String PASSWORD = "open sesame";

  private final Server server = new Server();
  private final MqttClient device;

  /** Begins to listen. */
  public MqttBroker() {
    this(Map.of());
  }

  /** Begins to listen, with settings of its own for TLS. */
  public MqttBroker(Map<String, String> tls) {
    var settings = new Properties();
    settings.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
    settings.setProperty(IConfig.PORT_PROPERTY_NAME, "0");
    settings.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
    settings.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    settings.setProperty(IConfig.BUFFER_FLUSH_MS_PROPERTY_NAME, "0");
    settings.setProperty(IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, "100000");
    settings.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "false");
    tls.forEach(settings::setProperty);
    IAuthenticator door =
        (client, user, password) ->
            user.equals(USER) && password != null && new String(password, UTF_8).equals(PASSWORD);
    try {
      server.startServer(
          new MemoryConfig(settings), List.of(), null, door, new PermitAllAuthorizatorPolicy());
      device = new MqttClient(url(), "device-" + UUID.randomUUID(), new MemoryPersistence());
      var options = new MqttConnectOptions();
      options.setUserName(USER);
      options.setPassword(PASSWORD.toCharArray());
      device.connect(options);
    } catch (IOException e) {
      throw new UncheckedIOException("a port of loopback is free", e);
    } catch (MqttException e) {
      throw new IllegalStateException("a broker that was just started", e);
    }
  }

  /** Its address. */
  public String url() {
    return "tcp://127.0.0.1:" + found(server::getPort);
  }

  /** Its address with TLS, where it was given a certificate. */
  public String tlsUrl() {
    return "ssl://127.0.0.1:" + found(server::getSslPort);
  }

  /** It listens at once, and knows where a moment later. */
  private static int found(Callable<Integer> port) {
    return await().until(port, it -> it > 0);
  }

  /** A message at least once, as devices send it; the broker has it when this returns. */
  public void publish(String topic, String body) {
    try {
      device.publish(topic, body.getBytes(UTF_8), 1, false);
    } catch (MqttException e) {
      throw new IllegalStateException(topic, e);
    }
  }

  /** Cuts a client off, as a network does. */
  public void cutOff(String clientId) {
    server.disconnectClient(clientId);
  }

  @Override
  public void close() {
    try {
      device.disconnectForcibly(0, 100, false);
      device.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException("a device that was connected", e);
    } finally {
      server.stopServer();
    }
  }
}
