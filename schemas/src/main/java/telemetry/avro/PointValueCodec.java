package telemetry.avro;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
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

  void write(PointValue point, BinaryEncoder out) throws IOException {
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

  PointValue read(BinaryDecoder in) throws IOException {
    return new PointValue(
        Bounded.text(in), kinds.read(in), Bounded.text(in), readValue(in), qualities.read(in));
  }

  private static Value readValue(BinaryDecoder in) throws IOException {
    int branch = in.readIndex();
    return switch (branch) {
      case MISSING -> Value.MISSING;
      case NUMBER -> Value.of(in.readDouble());
      case TEXT -> Value.of(Bounded.text(in));
      default -> throw new IOException("value: wanted branch 0, 1 or 2, found " + branch);
    };
  }
}
