package telemetry.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import telemetry.model.RawReading;

/** What every decoder keeps to, whatever its vendor. */
class DecoderLaws {
  @Provide
  Arbitrary<RawReading> recorded() {
    return Arbitraries.of(Samples.all());
  }

  private static RawReading with(RawReading raw, byte[] body) {
    return Payloads.raw(raw.vendor(), raw.contentType(), body);
  }

  @Example
  void everyVendorIsTestedHere() {
    assertThat(Samples.all().stream().map(RawReading::vendor).distinct())
        .containsExactlyInAnyOrderElementsOf(Vendors.standard().keySet());
  }

  @Example
  void everySampleIsUnderstood() {
    for (RawReading raw : Samples.all()) {
      assertThat(Payloads.polls(Payloads.decode(raw)))
          .as(raw.vendor())
          .isNotEmpty()
          .allSatisfy(poll -> assertThat(poll.vendor()).isEqualTo(raw.vendor()));
    }
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
