package telemetry.avro;

import java.io.IOException;
import org.apache.avro.Schema;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Value;

/** The record {@code PointValue} inside {@code SystemReading.avsc}. */
final class PointValueCodec {
  private static final int MISSING = 0;
  private static final int NUMBER = 1;
  private static final int TEXT = 2;

  private final Symbols<Kind> kinds;
  private final Symbols<Quality> qualities;

  PointValueCodec(Schema schema) {
    this.kinds = new Symbols<>(Kind.class, schema.getField("kind").schema());
    this.qualities = new Symbols<>(Quality.class, schema.getField("quality").schema());
  }

  void write(PointValue point, AvroOut out) {
    out.writeString(point.point());
    kinds.write(point.kind(), out);
    out.writeString(point.unit());
    if (point.value() instanceof Value.Num num) {
      out.writeIndex(NUMBER);
      out.writeDouble(num.number());
    } else if (point.value() instanceof Value.Text text) {
      out.writeIndex(TEXT);
      out.writeString(text.text());
    } else {
      out.writeIndex(MISSING);
    }
    qualities.write(point.quality(), out);
  }

  PointValue read(AvroIn in) throws IOException {
    return new PointValue(
        in.readText(), kinds.read(in), in.readText(), readValue(in), qualities.read(in));
  }

  private static Value readValue(AvroIn in) throws IOException {
    int branch = in.readIndex();
    return switch (branch) {
      case MISSING -> Value.MISSING;
      case NUMBER -> Value.of(in.readDouble());
      case TEXT -> Value.of(in.readText());
      default -> throw new IOException("value: wanted branch 0, 1 or 2, found " + branch);
    };
  }
}
