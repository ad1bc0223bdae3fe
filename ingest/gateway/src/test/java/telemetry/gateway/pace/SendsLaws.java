package telemetry.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import telemetry.vendors.ask.Pace;

class SendsLaws {
  @Property(tries = 200)
  void noSpanHoldsMoreThanThePace(
      @ForAll @IntRange(min = 1, max = 5) int most,
      @ForAll @Size(max = 60) List<@IntRange(max = 3000) Integer> pauses) {
    Duration span = Duration.ofSeconds(10);
    var sends = new Sends(new Pace(most, span));
    var sent = new ArrayList<Instant>();
    Instant now = Instant.EPOCH;
    for (int pause : pauses) {
      now = now.plusMillis(pause);
      Instant at = sends.reserve(now);
      assertThat(at).isAfterOrEqualTo(now);
      sent.add(at);
    }
    for (int i = most; i < sent.size(); i++) {
      assertThat(Duration.between(sent.get(i - most), sent.get(i))).isGreaterThanOrEqualTo(span);
    }
  }
}
