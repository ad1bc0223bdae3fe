package telemetry.deploy.bench.textbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import telemetry.registry.SchemaRegistry;

/** Avro's generic records in the wire format, as the registry's own serdes write them. */
final class GenericSerde {
  private static final int HEADER = 5;

  private final Schema schema;
  private final int id;

  private GenericSerde(Schema schema, int id) {
    this.schema = schema;
    this.id = id;
  }

  static Serde<GenericRecord> of(Schema schema, SchemaRegistry registry) {
    var serde = new GenericSerde(schema, registry.idOf(schema.getName() + "-value", schema));
    return Serdes.serdeFrom(serde.serializer(), serde.deserializer());
  }

  private Serializer<GenericRecord> serializer() {
    var writer = new GenericDatumWriter<GenericRecord>(schema);
    return (topic, record) -> record == null ? null : write(writer, record);
  }

  private byte[] write(GenericDatumWriter<GenericRecord> writer, GenericRecord record) {
    var out = new ByteArrayOutputStream(128);
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private Deserializer<GenericRecord> deserializer() {
    var reader = new GenericDatumReader<GenericRecord>(schema);
    return (topic, bytes) -> bytes == null ? null : read(reader, bytes);
  }

  private static GenericRecord read(GenericDatumReader<GenericRecord> reader, byte[] bytes) {
    var decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
    @Nullable GenericRecord none = null;
    try {
      return reader.read(none, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
