package telemetry.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/** The schema files that travel in the jar, beside the codecs that follow them. */
final class SchemaFiles {
  private SchemaFiles() {}

  /** The schema of {@code <name>.avsc}. */
  static Schema read(String name) {
    String file = name + ".avsc";
    try (InputStream in = SchemaFiles.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(
            "class path: wanted telemetry/avro/" + file + ", found none");
      }
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("telemetry/avro/" + file + ": cannot be read", e);
    }
  }
}
