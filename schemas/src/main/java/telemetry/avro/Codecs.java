package telemetry.avro;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import telemetry.model.Aggregate;
import telemetry.model.Epoch;
import telemetry.model.Event;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;

/** The codecs. */
public final class Codecs {
  /** c. */
  public static final Codec<RawReading> RAW = stub();

  /** c. */
  public static final Codec<SystemReading> READING = stub();

  /** c. */
  public static final Codec<Aggregate> AGGREGATE = stub();

  /** c. */
  public static final Codec<SystemDeclaration> SYSTEM = stub();

  /** c. */
  public static final Codec<Epoch> EPOCH = stub();

  /** c. */
  public static final Codec<Event> EVENT = stub();

  private Codecs() {}

  private static <T> Codec<T> stub() {
    return new Codec<>() {
      @Override
      public Schema schema() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void write(T value, BinaryEncoder out) throws IOException {
        throw new UnsupportedOperationException();
      }

      @Override
      public T read(BinaryDecoder in) throws IOException {
        throw new UnsupportedOperationException();
      }
    };
  }
}
