package telemetry.gateway.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the door's messages are counted in. */
final class MqttMeters {
  private static final Logger LOG = LoggerFactory.getLogger(MqttMeters.class);

  private final MeterRegistry meters;
  private final AtomicInteger connected = new AtomicInteger();
  private final Set<Received> told = EnumSet.of(Received.ACCEPTED, Received.UNACKNOWLEDGED);

  MqttMeters(MeterRegistry meters) {
    this.meters = meters;
    meters.gauge("telemetry.gateway.mqtt.connected", connected);
  }

  /** The door hears its broker, or does not. */
  void connected(boolean now) {
    connected.set(now ? 1 : 0);
  }

  /** A message became this; what is dropped is told once a kind, its topic being what to mend. */
  void count(Received received, String topic) {
    String outcome = received.name().toLowerCase(Locale.ROOT);
    meters.counter("telemetry.gateway.mqtt.messages", "outcome", outcome).increment();
    boolean first;
    synchronized (told) {
      first = told.add(received);
    }
    if (first) {
      LOG.atWarn()
          .setMessage("mqtt.dropped")
          .addKeyValue("outcome", outcome)
          .addKeyValue("topic", topic.substring(0, Math.min(200, topic.length())))
          .log();
    }
  }
}
