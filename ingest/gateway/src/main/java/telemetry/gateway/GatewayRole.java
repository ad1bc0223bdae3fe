package telemetry.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.gateway.http.HttpDoor;
import telemetry.gateway.kafka.KafkaRawSink;
import telemetry.gateway.kafka.SystemsDirectory;
import telemetry.gateway.mqtt.MqttDoor;
import telemetry.role.Health;
import telemetry.role.Role;
import telemetry.settings.Settings;

/**
 * The gateway: hears those who push, asks those who do not, and writes what they say to {@code
 * telemetry.raw}.
 */
public final class GatewayRole implements Role {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayRole.class);

  /** Half of the producer's buffer, so that nobody ever waits for room in that. */
  static final long UNDER_WAY_BYTES = KafkaRawSink.Bounds.ANSWERING.bufferBytes() / 2;

  private final SystemsDirectory directory;
  private final KafkaRawSink sink;
  private final HttpDoor door;
  private final @Nullable MqttDoor mqtt;
  private final @Nullable Asker asker;

  /**
   * A gateway that has not started.
   *
   * @param given settings by name, see {@link GatewaySettings}
   * @param meters where it counts
   * @param clock the time of receipt
   * @throws telemetry.settings.BadSettings naming everything that is wrong with the settings
   */
  public GatewayRole(Map<String, String> given, MeterRegistry meters, Clock clock) {
    Settings settings = GatewaySettings.check(given);
    this.directory = SystemsDirectory.connect(settings.kafka(), settings.registry());
    this.sink =
        KafkaRawSink.connect(settings.kafka(), settings.registry(), KafkaRawSink.Bounds.ANSWERING);
    var bounded = new BoundedSink(sink, UNDER_WAY_BYTES);
    meters.gauge("telemetry.gateway.unacknowledged.bytes", bounded, BoundedSink::underWayBytes);
    this.door = new HttpDoor(HttpSettings.bounds(settings), this::known, bounded, clock, meters);
    this.mqtt =
        MqttSettings.bounds(settings)
            .map(bounds -> new MqttDoor(bounds, this::known, bounded, clock, meters))
            .orElse(null);
    this.asker =
        settings.getBoolean(PollSettings.POLL)
            ? Asker.connect(settings, this::known, bounded, meters, clock)
            : null;
  }

  private Optional<Systems> known() {
    return directory.health().ready() ? Optional.of(directory.systems()) : Optional.empty();
  }

  @Override
  public String name() {
    return GatewaySettings.ROLE;
  }

  @Override
  public void start() {
    directory.start();
    door.open();
    if (mqtt != null) {
      mqtt.open();
    }
    if (asker != null) {
      asker.start();
    }
    LOG.atInfo().setMessage("ingest.started").addKeyValue("endpoint", endpoint()).log();
  }

  /** Where it listens, once it has started; with the port that was found where 0 was asked for. */
  public URI endpoint() {
    return door.endpoint();
  }

  /**
   * Ready once the systems are known. A log that does not acknowledge does not make it unready: it
   * answers 503 by itself, and only by being asked does it learn that the log is back.
   */
  @Override
  public Health health() {
    if (!door.isOpen()) {
      return Health.waiting("http: not open");
    }
    if (asker != null && !asker.health().live()) {
      return asker.health();
    }
    return directory.health();
  }

  @Override
  public void close() {
    // In the order of a request: take no more, send what was taken, then forget the systems.
    try (directory;
        sink;
        asker;
        mqtt;
        door) {
      LOG.atInfo().setMessage("ingest.stopping").log();
    }
  }
}
