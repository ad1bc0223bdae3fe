package telemetry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import telemetry.gateway.RawSink.Place;
import telemetry.model.RawReading;

class BoundedSinkTest {
  private final List<CompletableFuture<Place>> sent = new ArrayList<>();
  private final BoundedSink sink =
      new BoundedSink(
          reading -> {
            sent.add(new CompletableFuture<>());
            return sent.get(sent.size() - 1);
          },
          10_000);

  private CompletableFuture<Place> send(int bytes) {
    return sink.send(new RawReading(6, "v", Instant.EPOCH, "a/b", new byte[bytes]));
  }

  @Test
  void beyondTheBoundSendersAreToldAtOnceAndNothingIsSent() {
    send(9000);

    assertThatThrownBy(() -> send(1000).join()).hasCauseInstanceOf(UnavailableException.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void whatIsAcknowledgedOrRefusedMakesRoom() {
    send(9000);
    sent.get(0).complete(new Place("t", 0, 0));
    send(9000);
    sent.get(1).completeExceptionally(new UnavailableException("away"));

    assertThat(send(9000)).isNotDone();
    assertThat(sink.underWayBytes()).isBetween(9000L, 10_000L);
  }
}
