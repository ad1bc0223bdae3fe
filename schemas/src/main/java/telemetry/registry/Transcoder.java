package telemetry.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import telemetry.avro.Sizes;

/**
 * Brings bytes from one version of a schema into another by Avro's own resolution, so that every
 * codec reads and writes one schema only. Slower than a codec, and only met while versions mix.
 */
final class Transcoder {
  private final Schema from;
  private final Schema to;

  private Transcoder(Schema from, Schema to) {
    this.from = from;
    this.to = to;
  }

  /**
   * From one schema to another; null where their bytes are the same.
   *
   * @throws AvroTypeException if they cannot be resolved
   */
  static @Nullable Transcoder between(Schema from, Schema to) {
    if (SchemaNormalization.toParsingForm(from).equals(SchemaNormalization.toParsingForm(to))) {
      return null;
    }
    var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(to, from);
    if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
      throw new AvroTypeException(compatibility.getResult().getIncompatibilities().toString());
    }
    return new Transcoder(from, to);
  }

  /** The Avro binary in our schema, of a value that begins with the wire format's header. */
  byte[] avro(byte[] wire) throws IOException {
    var out = new ByteArrayOutputStream(wire.length + 64);
    transcode(wire, out);
    return out.toByteArray();
  }

  /** The value in the wire format under another id. */
  byte[] wire(int id, byte[] wire) {
    var out = new ByteArrayOutputStream(wire.length + 64);
    out.writeBytes(WireFormat.header(id));
    try {
      transcode(wire, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private void transcode(byte[] wire, ByteArrayOutputStream out) throws IOException {
    Sizes.check(from, decoder(wire));
    BinaryDecoder in = decoder(wire);
    Object record = new GenericDatumReader<>(from, to).read(null, in);
    if (!in.isEnd()) {
      throw new IOException("bytes after the end of the record");
    }
    var encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(to).write(record, encoder);
    encoder.flush();
  }

  private static BinaryDecoder decoder(byte[] wire) {
    return DecoderFactory.get()
        .binaryDecoder(wire, WireFormat.HEADER, wire.length - WireFormat.HEADER, null);
  }
}
