package telemetry.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import telemetry.avro.AnyRecord;
import telemetry.avro.Codecs;
import telemetry.model.RejectReason;
import telemetry.model.SystemReading;
import telemetry.topics.Topics;

class AvroSerdeLaws {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistries.connect(Map.of("schema.registry.url", "mock://laws"));

  private final AvroSerde<SystemReading> serde = new AvroSerde<>(Topics.READINGS, REGISTRY);

  @Property(tries = 300)
  void readsWhatItWrites(@ForAll("readings") SystemReading value) {
    assertThat(read(write(value))).isEqualTo(value);
  }

  /** Damaged bytes are an answer, or another record that may be; never another exception. */
  @Property(tries = 3000)
  void damageIsAnAnswer(
      @ForAll("readings") SystemReading value, @ForAll int at, @ForAll byte[] with) {
    byte[] wire = write(value);
    int from = 5 + Math.floorMod(at, wire.length - 5);
    System.arraycopy(with, 0, wire, from, Math.min(with.length, wire.length - from));
    answered(wire);
  }

  /** Another version of the schema, whose bytes Avro's own reader is let loose on. */
  @Property(tries = 3000)
  void damageOfAnotherVersionIsAnAnswer(@ForAll byte[] bytes) {
    Schema unboundedly =
        SchemaBuilder.record("SystemReading")
            .namespace("telemetry.v1")
            .fields()
            .name("nothings")
            .type()
            .array()
            .items()
            .nullType()
            .noDefault()
            .name("vendor")
            .type()
            .stringType()
            .noDefault()
            .name("bytes")
            .type()
            .map()
            .values()
            .bytesType()
            .noDefault()
            .endRecord();
    Schema theirs = new Schema.Parser().parse(withFieldsOf(unboundedly));
    byte[] wire = new byte[5 + bytes.length];
    wire[4] = (byte) REGISTRY.idOf("other", theirs);
    System.arraycopy(bytes, 0, wire, 5, bytes.length);
    answered(wire);
  }

  @Example
  void aBillionNothingsInSixBytes() {
    Schema nulls = Schema.createArray(Schema.create(Schema.Type.NULL));
    Schema theirs =
        new Schema.Parser()
            .parse(
                Codecs.RAW
                    .schema()
                    .toString()
                    .replace(
                        "{\"name\":\"vendor\"",
                        "{\"name\":\"nulls\",\"type\":" + nulls + "},{\"name\":\"vendor\""));
    byte[] wire = {0, 0, 0, 0, (byte) REGISTRY.idOf("raw", theirs), 12, -2, -1, -1, -1, 7, 0};

    try {
      new AvroSerde<>(Topics.RAW, REGISTRY).deserializer().deserialize("t", wire);
      throw new AssertionError("a billion items were read");
    } catch (UndecodableException e) {
      assertThat(e.rejection().reason()).isEqualTo(RejectReason.NOT_AVRO);
    }
  }

  @Example
  void anotherVersionIsRead() {
    Schema theirs =
        new Schema.Parser()
            .parse(
                Codecs.READING
                    .schema()
                    .toString()
                    .replace(
                        "{\"name\":\"vendor\"",
                        "{\"name\":\"more\",\"type\":\"int\",\"default\":9},{\"name\":\"vendor\""));
    var registry = new MemoryRegistry();
    int ours = registry.idOf("s", Codecs.READING.schema());
    int other = registry.idOf("s", theirs);
    SystemReading value = AnyRecord.reading().sample();
    byte[] wire = new AvroSerde<>(Topics.READINGS, registry).serializer().serialize("t", value);
    byte[] transcoded =
        Objects.requireNonNull(Transcoder.between(Codecs.READING.schema(), theirs))
            .wire(other, wire);

    assertThat(wire[4]).isEqualTo((byte) ours);
    assertThat(transcoded).hasSize(wire.length + 1);
    assertThat(
            new AvroSerde<>(Topics.READINGS, registry).deserializer().deserialize("t", transcoded))
        .isEqualTo(value);
  }

  @Example
  void aSchemaThatDoesNotResolveIsAnAnswer() {
    var registry = new MemoryRegistry();
    byte[] wire = {0, 0, 0, 0, (byte) registry.idOf("s", Schema.create(Schema.Type.STRING)), 0};

    try {
      new AvroSerde<>(Topics.RAW, registry).deserializer().deserialize("t", wire);
      throw new AssertionError("a string was read as a record");
    } catch (UndecodableException e) {
      assertThat(e.rejection().reason()).isEqualTo(RejectReason.NOT_AVRO);
      assertThat(e).hasMessageContaining("one that resolves to telemetry.v1.RawReading");
    }
  }

  /** One serializer, as a producer's threads share it. */
  @Example
  void threadsDoNotMixTheirBytes() throws ExecutionException, InterruptedException {
    List<SystemReading> polls = AnyRecord.reading().list().ofSize(40).sample();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> done =
          IntStream.range(0, 4)
              .mapToObj(
                  thread ->
                      threads.submit(
                          () ->
                              IntStream.range(0, 500)
                                  .allMatch(
                                      round ->
                                          polls.stream()
                                              .allMatch(poll -> poll.equals(read(write(poll)))))))
              .toList();
      for (Future<Boolean> one : done) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Provide
  Arbitrary<SystemReading> readings() {
    return AnyRecord.reading();
  }

  private void answered(byte[] wire) {
    try {
      assertThat(read(wire)).isNotNull();
    } catch (UndecodableException e) {
      assertThat(e.rejection().reason())
          .isIn(
              Arrays.asList(
                  RejectReason.NOT_AVRO,
                  RejectReason.BAD_FIELD,
                  RejectReason.NOT_FINITE,
                  RejectReason.PATH_TOO_LONG,
                  RejectReason.TOO_MANY_POINTS));
    }
  }

  /** Our schema with fields of theirs in front. */
  private static String withFieldsOf(Schema theirs) {
    String more = theirs.toString();
    return Codecs.READING
        .schema()
        .toString()
        .replace(
            "\"fields\":[{\"name\":\"systemId\"",
            "\"fields\":["
                + more.substring(more.indexOf("[{") + 1, more.lastIndexOf(']'))
                    .replace("\"vendor\"", "\"theirs\"")
                + ",{\"name\":\"systemId\"");
  }

  private byte[] write(SystemReading value) {
    return Objects.requireNonNull(serde.serializer().serialize("t", value));
  }

  private SystemReading read(byte[] wire) {
    return Objects.requireNonNull(serde.deserializer().deserialize("t", wire));
  }
}
