package telemetry.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import telemetry.gateway.kafka.PlacesTopic;
import telemetry.gateway.kafka.SystemsShare;
import telemetry.gateway.poll.Poller;
import telemetry.role.Health;
import telemetry.settings.Settings;
import telemetry.vendors.Askings;

/** The gateway's half that asks: a poller, its share of the systems, and where its places are. */
final class Asker implements AutoCloseable {
  private final SystemsShare share;
  private final PlacesTopic places;
  private final Poller poller;

  private Asker(SystemsShare share, PlacesTopic places, Poller poller) {
    this.share = share;
    this.places = places;
    this.poller = poller;
  }

  /** Connects; asks nobody yet. */
  static Asker connect(
      Settings settings,
      Supplier<Optional<Systems>> systems,
      RawSink sink,
      MeterRegistry meters,
      Clock clock) {
    var share =
        SystemsShare.connect(
            settings.kafka(),
            settings.getString(PollSettings.GROUP),
            settings.getString(PollSettings.INSTANCE));
    var places = PlacesTopic.connect(settings.kafka(), settings.registry());
    var poller =
        new Poller(
            Askings.standard(),
            systems,
            share,
            places,
            sink,
            PollSettings.bounds(settings),
            meters,
            clock);
    return new Asker(share, places, poller);
  }

  /** Takes part. */
  void start() {
    share.start();
    poller.start();
  }

  /** Failed when it cannot take part, and waiting would not mend it. */
  Health health() {
    return share.health();
  }

  @Override
  public void close() {
    // First what asks, then its places; the share last, so that the next begins where this ended.
    try (share;
        places;
        poller) {
      // Closing them is all.
    }
  }
}
