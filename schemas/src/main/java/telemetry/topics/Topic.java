package telemetry.topics;

import org.jspecify.annotations.Nullable;
import telemetry.avro.Codec;

/**
 * A topic of the pipeline.
 *
 * @param name its name in Kafka
 * @param key what its key says
 * @param value the codec of its values; none where the original bytes are kept
 * @param cleanup delete or compact
 * @param compatibility the registry's rule for the value's schema
 * @param <T> the domain record of its values
 */
public record Topic<T>(
    String name, Key key, @Nullable Codec<T> value, Cleanup cleanup, Compatibility compatibility) {

  /** What a key says; always UTF-8 text. */
  public enum Key {
    /** The system id in decimal: {@code 6}. */
    SYSTEM,
    /** The point, partitioned by its system: {@code 6/solar_w}. */
    POINT,
    /** The name of a fact: {@code epoch}. */
    NAME,
    /** As the refused record had it. */
    AS_IT_CAME
  }

  /** What Kafka does with old records. */
  public enum Cleanup {
    /** Deletes them after the retention. */
    DELETE,
    /** Keeps the newest of each key. */
    COMPACT
  }

  /** The registry's compatibility levels that are in use here. */
  public enum Compatibility {
    /** A new reader reads what the schema before wrote. */
    BACKWARD,
    /** Every version reads every other. */
    FULL_TRANSITIVE
  }

  /** The value's codec. */
  public Codec<T> codec() {
    if (value == null) {
      throw new IllegalStateException(name + " keeps bytes as they came and has no codec");
    }
    return value;
  }

  /** The subject of the value's schema: Confluent's TopicNameStrategy. */
  public String subject() {
    return name + "-value";
  }
}
