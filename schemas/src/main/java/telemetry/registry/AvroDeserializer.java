package telemetry.registry;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import telemetry.avro.AvroIn;
import telemetry.avro.Codec;
import telemetry.model.BadValue;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.topics.Topic;

/**
 * Reads the values of one topic, whoever wrote them and under whichever version of the schema. Any
 * thread may use it.
 *
 * @param <T> the domain record
 */
public final class AvroDeserializer<T> implements Deserializer<T> {
  /** Where a value begins, behind the mark of the format and the schema's id. */
  public static final int HEADER = WireFormat.HEADER;

  private final Codec<T> codec;
  private final SchemaRegistry registry;

  /** By schema id: how to bring its bytes into our schema; empty where they are so already. */
  private final Map<Integer, Optional<Transcoder>> known = new ConcurrentHashMap<>();

  private final AtomicReference<@Nullable AvroIn> idle = new AtomicReference<>();

  AvroDeserializer(Topic<T> topic, SchemaRegistry registry) {
    this.codec = topic.codec();
    this.registry = registry;
  }

  /**
   * The value; null stays null, Kafka's mark of a removed key.
   *
   * @throws UndecodableException if these bytes can never be read: bad data, with its answer
   * @throws RegistryException if the registry could not be asked
   */
  @Override
  public @Nullable T deserialize(@Nullable String topic, byte @Nullable [] data) {
    if (data == null) {
      return null;
    }
    int id = WireFormat.id(data);
    Optional<Transcoder> transcoder = known.get(id);
    if (transcoder == null) {
      transcoder = Optional.ofNullable(transcoderOf(id));
      known.put(id, transcoder);
    }
    try {
      return transcoder.isEmpty()
          ? read(data, WireFormat.HEADER)
          : read(transcoder.get().avro(data), 0);
    } catch (BadValue e) {
      throw new UndecodableException(e.rejection(), e);
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(
          new Rejection(
              RejectReason.BAD_FIELD,
              codec.schema().getName(),
              "fields that go together",
              String.valueOf(e.getMessage())),
          e);
    } catch (IOException | AvroRuntimeException | UnsupportedOperationException e) {
      throw new UndecodableException(notAvro(id, String.valueOf(e.getMessage())), e);
    }
  }

  /** Whether a value that was read stands in our own schema, behind its header. */
  public boolean isOurs(byte[] data) {
    Optional<Transcoder> transcoder = known.get(WireFormat.id(data));
    return transcoder != null && transcoder.isEmpty();
  }

  private @Nullable Transcoder transcoderOf(int id) {
    Schema writer = registry.schemaOf(id);
    try {
      return Transcoder.between(writer, codec.schema());
    } catch (AvroRuntimeException e) {
      throw new UndecodableException(
          new Rejection(
              RejectReason.NOT_AVRO,
              "schema " + id,
              "one that resolves to " + codec.schema().getFullName(),
              writer.getFullName() + ": " + e.getMessage()),
          e);
    }
  }

  private T read(byte[] bytes, int from) throws IOException {
    AvroIn lent = idle.getAndSet(null);
    AvroIn in = (lent == null ? new AvroIn() : lent).begin(bytes, from);
    T value = codec.read(in);
    if (!in.isEnd()) {
      throw new IOException("bytes after the end of the record");
    }
    in.end();
    idle.set(in);
    return value;
  }

  private Rejection notAvro(int id, String found) {
    return new Rejection(
        RejectReason.NOT_AVRO,
        "value",
        "Avro of " + codec.schema().getFullName() + " by schema " + id,
        found);
  }
}
