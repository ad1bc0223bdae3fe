package telemetry.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import telemetry.model.PointValue;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.Redefinitions;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoders;

/** What is heard of a poll of system 6, by the names and meanings that its points have. */
final class Heard {
  private static final Instant AT = Instant.parse("2025-11-10T00:00:00Z");

  private Heard() {}

  /**
   * Its values.
   *
   * @param values as a sender of the general format writes them, in JSON
   */
  static List<PointValue> values(String values, Aliases aliases, Redefinitions redefinitions) {
    var body = "{\"measuredAt\":\"" + AT + "\",\"values\":" + values + "}";
    Decoded decoded =
        new Normaliser(Decoders.standard(), aliases, redefinitions)
            .normalise(
                new RawReading(6, "general", AT, "application/json", body.getBytes(UTF_8)),
                new RawPosition(0, 0),
                AT);
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted) decoded).polls().get(0).values();
  }
}
