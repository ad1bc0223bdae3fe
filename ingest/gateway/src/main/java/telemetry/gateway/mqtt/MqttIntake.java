package telemetry.gateway.mqtt;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import telemetry.gateway.RawSink;
import telemetry.gateway.Systems;
import telemetry.gateway.UnavailableException;
import telemetry.gateway.pace.Rates;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.general.GeneralDecoder;
import telemetry.vendors.general.PointFormat;

/**
 * From a message to a raw record. What the message says is not looked at: its sender waits for no
 * answer, so a fault in it is told where all are, in {@code telemetry.rejected}, with its bytes.
 */
final class MqttIntake {
  private final MqttBounds bounds;
  private final Supplier<Optional<Systems>> systems;
  private final RawSink sink;
  private final Clock clock;
  private final Rates rates;

  /**
   * The way in.
   *
   * @param systems the declared systems, once they are known
   */
  MqttIntake(MqttBounds bounds, Supplier<Optional<Systems>> systems, RawSink sink, Clock clock) {
    this.bounds = bounds;
    this.systems = systems;
    this.sink = sink;
    this.clock = clock;
    this.rates = new Rates(bounds.rate());
  }

  /** Whether systems are known: a message before that would be of an unknown one. */
  boolean isReady() {
    return systems.get().isPresent();
  }

  /**
   * Takes a message.
   *
   * @return what became of it; exceptionally an {@link UnavailableException}
   */
  CompletableFuture<Received> take(String topic, byte[] body, boolean retained) {
    Instant now = clock.instant();
    Optional<TopicPattern.Address> address = bounds.topics().address(topic);
    if (address.isEmpty()) {
      return became(Received.NO_POINT);
    }
    if (retained) {
      return became(Received.RETAINED);
    }
    int systemId = address.get().systemId();
    Optional<Systems> known = systems.get();
    if (known.isEmpty()) {
      return CompletableFuture.failedFuture(
          new UnavailableException("systems: not all of them read yet"));
    }
    if (known.get().byId(systemId).filter(SystemDeclaration::active).isEmpty()) {
      return became(Received.UNKNOWN_SYSTEM);
    }
    if (body.length > bounds.maxBytes()) {
      return became(Received.TOO_LONG);
    }
    if (!rates.take(systemId, now).isZero()) {
      return became(Received.TOO_OFTEN);
    }
    var reading =
        new RawReading(
            systemId,
            GeneralDecoder.VENDOR,
            now,
            PointFormat.contentType(address.get().point()),
            body);
    return sink.send(reading).thenApply(place -> Received.ACCEPTED);
  }

  private static CompletableFuture<Received> became(Received received) {
    return CompletableFuture.completedFuture(received);
  }
}
