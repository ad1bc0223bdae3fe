package telemetry.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import telemetry.model.PointValue;
import telemetry.model.RawReading;
import telemetry.vendors.csv.Csv;

/** What every decoder keeps to, whatever its vendor. */
class DecoderLaws {
  @Provide
  Arbitrary<RawReading> recorded() {
    String[] csv = Payloads.text("csv/home.csv").split("\n", 3);
    return Arbitraries.of(
        Payloads.raw("fronius", "application/json", Payloads.resource("fronius/push.json")),
        Payloads.raw(
            "selectronic", "application/json", Payloads.resource("selectronic/point.json")),
        Csv.raw(Csv.mapping(Payloads.text("csv/mapping.json")), csv[0], csv[1]));
  }

  private static RawReading with(RawReading raw, byte[] body) {
    return Payloads.raw(raw.vendor(), raw.contentType(), body);
  }

  @Example
  void everyVendorIsTestedHere() {
    assertThat(Decoders.standard())
        .containsOnlyKeys("amber", "csv", "fronius", "general", "selectronic");
  }

  @Property(tries = 3)
  void distinctPathsAreDistinctPoints(@ForAll("recorded") RawReading raw) {
    var poll = Payloads.poll(Payloads.decode(raw));

    var paths = new HashSet<String>();
    assertThat(poll.values()).extracting(PointValue::point).allMatch(paths::add);
    assertThat(poll.vendor()).isEqualTo(raw.vendor());
  }

  @Property
  void aCutOffBodyIsAnAnswer(@ForAll("recorded") RawReading raw, @ForAll Random random) {
    byte[] cut = Arrays.copyOf(raw.body(), random.nextInt(raw.body().length));

    assertThat(Payloads.decode(with(raw, cut))).isNotNull();
    assertThat(new String(Credentials.blank(raw.vendor(), cut), StandardCharsets.UTF_8))
        .doesNotContain("k-3f");
  }

  @Property
  void aSpoiltBodyIsAnAnswer(
      @ForAll("recorded") RawReading raw,
      @ForAll @IntRange(min = 1, max = 8) int spots,
      @ForAll Random random) {
    byte[] spoilt = raw.body().clone();
    for (int i = 0; i < spots; i++) {
      spoilt[random.nextInt(spoilt.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "0123456789eE+-.\"\\{}[],:\n tfnN".charAt(random.nextInt(29));
    }

    assertThat(Payloads.decode(with(raw, spoilt))).isNotNull();
  }

  @Property
  void anyBytesAreAnAnswer(@ForAll("recorded") RawReading raw, @ForAll byte[] bytes) {
    assertThat(Payloads.decode(with(raw, bytes))).isNotNull();
    assertThat(Credentials.blank(raw.vendor(), bytes)).isNotNull();
  }

  @Property
  void anyContentTypeIsAnAnswer(@ForAll("recorded") RawReading raw, @ForAll String contentType) {
    assertThat(Payloads.decode(Payloads.raw(raw.vendor(), contentType, raw.body()))).isNotNull();
  }

  @Property(tries = 30)
  void aTimeOfReceiptThatNoCalendarHasIsAnAnswer(
      @ForAll("recorded") RawReading raw, @ForAll long millis) {
    var strange =
        new RawReading(
            raw.systemId(),
            raw.vendor(),
            Instant.ofEpochMilli(millis),
            raw.contentType(),
            raw.body());

    assertThat(Payloads.decode(strange)).isNotNull();
  }

  @Property(tries = 50)
  void theSameRecordGivesTheSameAnswer(@ForAll("recorded") RawReading raw) {
    assertThat(Payloads.decode(raw)).isEqualTo(Payloads.decode(with(raw, raw.body().clone())));
  }
}
