package telemetry.avro;

import java.io.IOException;
import org.apache.avro.Schema;

/**
 * One domain record as Avro binary. Written by hand rather than through Avro's generic records: the
 * pipeline encodes millions of rows, and a codec that is a plain list of fields is as easy to read.
 * The tests hold every codec against Avro's own reader and writer.
 *
 * @param <T> the domain record
 */
public interface Codec<T> {
  /** The schema that the binary follows, field by field. */
  Schema schema();

  /** Writes the fields of {@link #schema()} in order. */
  void write(T value, AvroOut out);

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the bytes end early or are no Avro
   * @throws IllegalArgumentException if the fields contradict what the record promises
   */
  T read(AvroIn in) throws IOException;
}
