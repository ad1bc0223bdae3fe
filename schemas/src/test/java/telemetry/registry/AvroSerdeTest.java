package telemetry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RejectReason;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.topics.Topics;

class AvroSerdeTest {
  private static final SystemReading POLL =
      new SystemReading(
          6,
          "fronius",
          "fronius",
          Op.PUT,
          Instant.parse("2026-01-01T00:05:00Z"),
          null,
          Instant.parse("2026-01-01T00:05:01Z"),
          null,
          null,
          List.of(
              new PointValue("solar_w", Kind.GAUGE, "W", Value.of(1234.5), Quality.GOOD),
              new PointValue("fault", Kind.STATE, "", Value.MISSING, Quality.GOOD)));

  private final AvroSerde<SystemReading> serde =
      AvroSerde.of(Topics.READINGS, Map.of("schema.registry.url", "mock://serde"));

  @Test
  void readsWhatItWrote() {
    byte[] wire = serde.serializer().serialize("telemetry.readings", POLL);

    assertThat(wire[0]).isZero();
    assertThat(serde.deserializer().deserialize("telemetry.readings", wire)).isEqualTo(POLL);
  }

  @Test
  void nullIsARemovedKey() {
    assertThat(serde.serializer().serialize("t", null)).isNull();
    assertThat(serde.deserializer().deserialize("t", (byte[]) null)).isNull();
  }

  @Test
  void bytesThatAreNoAvro() {
    refused(RejectReason.NOT_AVRO, new byte[0]);
    refused(RejectReason.NOT_AVRO, "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    refused(RejectReason.NOT_AVRO, wire().array());
    refused(RejectReason.UNKNOWN_SCHEMA, ByteBuffer.allocate(9).putInt(1, 4711).array());
  }

  @Test
  void bytesAfterTheEnd() {
    byte[] whole = serde.serializer().serialize("t", POLL);
    refused(RejectReason.NOT_AVRO, ByteBuffer.allocate(whole.length + 1).put(whole).array());
  }

  @Test
  void aTextOfTwoGigabytesInTenBytes() {
    // systemId 6, then a vendor whose length is said to be 2^31 - 1.
    refused(
        RejectReason.NOT_AVRO,
        wire().put((byte) 12).put(new byte[] {-2, -1, -1, -1, 15}).put((byte) 'a').array());
  }

  private ByteBuffer wire() {
    int id = ByteBuffer.wrap(serde.serializer().serialize("t", POLL)).getInt(1);
    return ByteBuffer.allocate(12).put((byte) 0).putInt(id);
  }

  private void refused(RejectReason reason, byte[] wire) {
    assertThatThrownBy(() -> serde.deserializer().deserialize("t", wire))
        .isInstanceOfSatisfying(
            UndecodableException.class, e -> assertThat(e.rejection().reason()).isEqualTo(reason));
  }
}
