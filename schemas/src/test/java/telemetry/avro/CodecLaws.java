package telemetry.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import telemetry.model.Aggregate;
import telemetry.model.Control;
import telemetry.model.Event;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;

/** What holds for every codec: it reads what it writes, and Avro's own classes agree with both. */
class CodecLaws {
  @Property(tries = 300)
  void raw(@ForAll("raws") RawReading value) throws IOException {
    byte[] bytes = write(Codecs.RAW, value);

    assertThat(read(Codecs.RAW, bytes)).usingRecursiveComparison().isEqualTo(value);
    assertThat(read(Codecs.RAW, throughAvro(Codecs.RAW, bytes)))
        .usingRecursiveComparison()
        .isEqualTo(value);
  }

  @Property(tries = 300)
  void reading(@ForAll("readings") SystemReading value) throws IOException {
    holds(Codecs.READING, value);
  }

  @Property(tries = 300)
  void aggregate(@ForAll("aggregates") Aggregate value) throws IOException {
    holds(Codecs.AGGREGATE, value);
  }

  @Property(tries = 300)
  void system(@ForAll("systems") SystemDeclaration value) throws IOException {
    holds(Codecs.SYSTEM, value);
  }

  @Property(tries = 300)
  void control(@ForAll("controls") Control value) throws IOException {
    holds(Codecs.CONTROL, value);
  }

  @Property(tries = 300)
  void event(@ForAll("events") Event value) throws IOException {
    holds(Codecs.EVENT, value);
  }

  /**
   * A compiler that loses writes shows only once the code is hot: many rounds, every bit checked.
   */
  @Example
  void underLoad() throws IOException {
    List<SystemReading> polls = AnyRecord.reading().list().ofSize(50).sample();
    List<Aggregate> rows = AnyRecord.aggregate().list().ofSize(50).sample();
    for (int round = 0; round < 1500; round++) {
      for (SystemReading poll : polls) {
        assertSame(read(Codecs.READING, write(Codecs.READING, poll)), poll);
      }
      for (Aggregate row : rows) {
        assertSame(read(Codecs.AGGREGATE, write(Codecs.AGGREGATE, row)), row);
      }
    }
  }

  private static void assertSame(Object found, Object wanted) {
    if (!found.equals(wanted)) {
      assertThat(found).isEqualTo(wanted);
    }
  }

  private static <T> void holds(Codec<T> codec, T value) throws IOException {
    byte[] bytes = write(codec, value);

    assertThat(read(codec, bytes)).isEqualTo(value);
    assertThat(read(codec, throughAvro(codec, bytes))).isEqualTo(value);
  }

  /** Read by Avro's own reader and written again by its own writer. */
  private static byte[] throughAvro(Codec<?> codec, byte[] bytes) throws IOException {
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, null);
    Object record = new GenericDatumReader<>(codec.schema()).read(null, in);
    assertThat(in.isEnd()).isTrue();

    var out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(codec.schema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static <T> byte[] write(Codec<T> codec, T value) {
    AvroOut out = new AvroOut().begin(new byte[0]);
    codec.write(value, out);
    return out.toBytes();
  }

  private static <T> T read(Codec<T> codec, byte[] bytes) throws IOException {
    AvroIn in = new AvroIn().begin(bytes, 0);
    T value = codec.read(in);
    assertThat(in.isEnd()).as("read to the end").isTrue();
    return value;
  }

  @Provide
  Arbitrary<RawReading> raws() {
    return AnyRecord.raw();
  }

  @Provide
  Arbitrary<SystemReading> readings() {
    return AnyRecord.reading();
  }

  @Provide
  Arbitrary<Aggregate> aggregates() {
    return AnyRecord.aggregate();
  }

  @Provide
  Arbitrary<SystemDeclaration> systems() {
    return AnyRecord.declaration();
  }

  @Provide
  Arbitrary<Control> controls() {
    return AnyRecord.control();
  }

  @Provide
  Arbitrary<Event> events() {
    return AnyRecord.event();
  }
}
