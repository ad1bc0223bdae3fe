package telemetry.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

class AvroInTest {
  @Property
  void readsAndWritesNumbersAndTextsAsAvroDoes(
      @ForAll int whole, @ForAll long large, @ForAll double real, @ForAll String text)
      throws IOException {
    String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    BinaryEncoder avro = EncoderFactory.get().binaryEncoder(out, null);
    avro.writeInt(whole);
    avro.writeLong(large);
    avro.writeDouble(real);
    avro.writeString(valid);
    avro.flush();

    AvroOut ours = new AvroOut().begin(new byte[0]);
    ours.writeInt(whole);
    ours.writeLong(large);
    ours.writeDouble(real);
    ours.writeString(valid);
    assertThat(ours.toBytes()).isEqualTo(out.toByteArray());

    AvroIn in = new AvroIn().begin(out.toByteArray(), 0);
    assertThat(in.readInt()).isEqualTo(whole);
    assertThat(in.readLong()).isEqualTo(large);
    assertThat(in.readDouble()).isEqualTo(real);
    assertThat(in.readText()).isEqualTo(valid);
    assertThat(in.isEnd()).isTrue();
  }

  /** Whatever the bytes are, a number is read like Avro reads it, or refused where Avro refuses. */
  @Property
  void refusesWhatAvroRefuses(@ForAll byte[] bytes) {
    assertThat(said(() -> (long) new AvroIn().begin(bytes, 0).readInt()))
        .isEqualTo(said(() -> (long) avro(bytes).readInt()));
    assertThat(said(() -> new AvroIn().begin(bytes, 0).readLong()))
        .isEqualTo(said(() -> avro(bytes).readLong()));
  }

  private static BinaryDecoder avro(byte[] bytes) {
    return DecoderFactory.get().binaryDecoder(bytes, null);
  }

  private interface Reads {
    long number() throws IOException;
  }

  private static String said(Reads reads) {
    try {
      return Long.toString(reads.number());
    } catch (IOException e) {
      return "refused";
    }
  }

  @Example
  void givesTheSameObjectForATextMetOfLate() throws IOException {
    AvroOut out = new AvroOut().begin(new byte[0]);
    out.writeString("solar_w");
    out.writeString("solar_w");
    AvroIn in = new AvroIn().begin(out.toBytes(), 0);

    assertThat(in.readText()).isSameAs(in.readText()).isEqualTo("solar_w");
  }

  @Example
  void believesNoSizeThatIsNotThere() {
    AvroOut out = new AvroOut().begin(new byte[0]);
    out.writeLong(Integer.MAX_VALUE);
    byte[] bytes = out.toBytes();

    assertThatThrownBy(() -> new AvroIn().begin(bytes, 0).readText())
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> new AvroIn().begin(bytes, 0).readBytes())
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> new AvroIn().begin(bytes, 0).readItems())
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> new AvroIn().begin(Arrays.copyOf(bytes, 1), 0).readDouble())
        .isInstanceOf(EOFException.class);
  }
}
