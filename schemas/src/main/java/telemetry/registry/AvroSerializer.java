package telemetry.registry;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import telemetry.avro.AvroOut;
import telemetry.avro.Codec;
import telemetry.topics.Topic;

/**
 * Writes the values of one topic. Any thread may use it, as a producer's threads do: the buffer is
 * lent to one at a time, and whoever finds it lent makes another.
 *
 * <p>The schema's subject is that of the topic it was made for, whatever topic Kafka names: Kafka
 * Streams also writes values into its own changelogs, which are no contract with anyone.
 *
 * @param <T> the domain record
 */
public final class AvroSerializer<T> implements Serializer<T> {
  private final String subject;
  private final Codec<T> codec;
  private final SchemaRegistry registry;
  private final AtomicReference<@Nullable AvroOut> idle = new AtomicReference<>();
  private volatile @Nullable Target target;

  AvroSerializer(Topic<T> topic, SchemaRegistry registry) {
    this.subject = topic.subject();
    this.codec = topic.codec();
    this.registry = registry;
  }

  /**
   * The value in the wire format; null stays null, Kafka's mark of a removed key.
   *
   * @throws RegistryException if the schema has no id yet and the registry gives none
   */
  @Override
  public byte @Nullable [] serialize(@Nullable String topic, @Nullable T data) {
    if (data == null) {
      return null;
    }
    Target to = target();
    AvroOut lent = idle.getAndSet(null);
    AvroOut out = (lent == null ? new AvroOut() : lent).begin(to.header);
    codec.write(data, out);
    byte[] bytes = out.toBytes();
    if (out.worthKeeping()) {
      idle.set(out);
    }
    return to.transcoder == null ? bytes : to.transcoder.wire(to.id, bytes);
  }

  private Target target() {
    Target known = target;
    if (known != null) {
      return known;
    }
    int id = registry.idOf(subject, codec.schema());
    var found = new Target(id, Transcoder.between(codec.schema(), registry.schemaOf(id)));
    target = found;
    return found;
  }

  /** What is written. */
  private static final class Target {
    /** The schema's id. */
    final int id;

    /** What stands before each value. */
    final byte[] header;

    /**
     * From our schema to that one, where the settings ask for the latest version and it is another
     * than ours.
     */
    final @Nullable Transcoder transcoder;

    Target(int id, @Nullable Transcoder transcoder) {
      this.id = id;
      this.header = WireFormat.header(id);
      this.transcoder = transcoder;
    }
  }
}
