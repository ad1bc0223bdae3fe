package telemetry.gateway.mqtt;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, with a client of its own: message ids mean something within a
 * connection only, so an acknowledgement of the log that comes late must never reach the next one,
 * where the same id may be another message's.
 */
final class MqttConnection implements MqttCallback {
  private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);
  private static final long PATIENCE_MS = 10_000;
  private static final Duration LAST_ACKNOWLEDGEMENTS = Duration.ofSeconds(5);
  private static final long LOOK_AGAIN_MS = 100;
  private static final int AT_LEAST_ONCE = 1;

  private final MqttBounds bounds;
  private final MqttIntake intake;
  private final MqttMeters meters;
  private final Runnable heard;
  private final BiConsumer<MqttConnection, Throwable> ended;
  private final MqttAsyncClient client;
  private final Semaphore room;
  private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile boolean closing;

  /**
   * A connection that is not open yet.
   *
   * @param heard told of each message that the log has
   * @param ended told once, on any thread, when it serves no more
   */
  MqttConnection(
      MqttBounds bounds,
      MqttIntake intake,
      MqttMeters meters,
      Runnable heard,
      BiConsumer<MqttConnection, Throwable> ended)
      throws MqttException {
    this.bounds = bounds;
    this.intake = intake;
    this.meters = meters;
    this.heard = heard;
    this.ended = ended;
    this.room = new Semaphore(bounds.underWay());
    this.client = new MqttAsyncClient(bounds.broker(), bounds.clientId(), new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(this);
  }

  /** Connects and subscribes; messages that the broker kept come before that is done. */
  void open() throws MqttException {
    client.connect(options()).waitForCompletion(PATIENCE_MS);
    IMqttToken subscribed = client.subscribe(bounds.topics().filter(), AT_LEAST_ONCE);
    subscribed.waitForCompletion(PATIENCE_MS);
    int granted = subscribed.getGrantedQos()[0];
    if (granted != AT_LEAST_ONCE) {
      throw new IllegalStateException(
          "subscription: wanted quality of service 1, found " + granted + " (128 is refused)");
    }
  }

  private MqttConnectOptions options() {
    var options = new MqttConnectOptions();
    options.setCleanSession(false); // The broker keeps what is not acknowledged.
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout((int) (PATIENCE_MS / 1000));
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    if (!bounds.user().isEmpty()) {
      options.setUserName(bounds.user());
    }
    if (!bounds.password().isEmpty()) {
      options.setPassword(bounds.password().toCharArray());
    }
    bounds
        .truststore()
        .ifPresent(
            store -> options.setSocketFactory(Trust.factory(store, bounds.truststorePassword())));
    return options;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
    // Waiting here fills the connection, and the broker waits in its turn.
    while (!room.tryAcquire(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
      if (over.get()) {
        return;
      }
    }
    // Not acknowledged, so it comes again; and one that is under way already was sent again by a
    // broker that does not wait.
    if (closing || over.get() || !begun(message)) {
      room.release();
      return;
    }
    var unused =
        intake
            .take(topic, message.getPayload(), message.isRetained())
            .whenComplete(
                (received, fault) -> {
                  answer(message, topic, received, fault);
                  room.release();
                });
  }

  private boolean begun(MqttMessage message) {
    return message.getQos() < AT_LEAST_ONCE || underWay.add(message.getId());
  }

  private void answer(
      MqttMessage message, String topic, @Nullable Received received, @Nullable Throwable fault) {
    if (received == null) {
      meters.count(Received.UNACKNOWLEDGED, topic);
      end(fault == null ? new IllegalStateException("neither taken nor refused") : fault);
      return;
    }
    meters.count(received, topic);
    if (received == Received.ACCEPTED) {
      heard.run();
    }
    underWay.remove(message.getId()); // Once it is acknowledged, its id is free for another.
    try {
      client.messageArrivedComplete(message.getId(), message.getQos());
    } catch (MqttException e) {
      // The connection went meanwhile: it comes again, and is the same reading again.
      LOG.atDebug().setMessage("mqtt.unacknowledged").addKeyValue("fault", e).log();
    }
  }

  @Override
  public void connectionLost(Throwable cause) {
    end(cause);
  }

  private void end(Throwable fault) {
    if (over.compareAndSet(false, true)) {
      ended.accept(this, fault);
    }
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {
    // This door sends no message.
  }

  /** Takes no more, and waits a while for what the log has yet to acknowledge. */
  void finish() {
    closing = true;
    try {
      if (!room.tryAcquire(
          bounds.underWay(), LAST_ACKNOWLEDGEMENTS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atInfo().setMessage("mqtt.left.to.the.broker").log();
      } else {
        client.disconnect().waitForCompletion(PATIENCE_MS);
      }
    } catch (MqttException e) {
      LOG.atDebug().setMessage("mqtt.gone").addKeyValue("fault", e).log();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Drops the connection; the broker keeps what was not acknowledged. */
  void abandon() {
    over.set(true);
    try {
      if (client.isConnected()) {
        client.disconnectForcibly(0, LOOK_AGAIN_MS, false);
      }
      client.close(true);
    } catch (MqttException e) {
      LOG.atDebug().setMessage("mqtt.gone").addKeyValue("fault", e).log();
    }
  }
}
