package telemetry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.avro.Codecs;
import telemetry.model.RejectReason;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/** Our client, and Confluent's, against a real registry. */
class RegistryIT {
  private static final String CONFLUENT = "io.confluent.kafka.schemaregistry.";

  @Test
  void keepsItsIdsAndItsRulesThroughAKill(@TempDir Path data)
      throws IOException, ReflectiveOperationException {
    Map<String, Integer> ids;
    Schema newest = changed("{\"name\":\"newest\",\"type\":\"int\",\"default\":0}");
    int newestId;
    try (var registry = new RealRegistry(data)) {
      ids = ids(registry);
      incompatibleIsRefused(registry);
      unknownIsBadData(registry);
      confluentsClientSeesTheSame(registry);
      newestId = connect(registry).idOf(Topics.RAW.subject(), newest);
    }
    try (var registry = new RealRegistry(data)) {
      // Killed right after it was given: an id that was told is in the log by then.
      assertThat(connect(registry).schemaOf(newestId)).isEqualTo(newest);
      assertThat(ids(registry)).isEqualTo(ids);
      for (Topic<?> topic : Topics.all()) {
        if (topic.value() != null) {
          assertThat(connect(registry).schemaOf(ids.getOrDefault(topic.name(), 0)))
              .isEqualTo(topic.codec().schema());
        }
      }
      incompatibleIsRefused(registry);
    }
  }

  private static Map<String, Integer> ids(RealRegistry registry) {
    SchemaRegistry client = connect(registry);
    Compatibilities.apply(client, Topics.all());
    var ids = new TreeMap<String, Integer>();
    for (Topic<?> topic : Topics.all()) {
      if (topic.value() != null) {
        ids.put(topic.name(), client.idOf(topic.subject(), topic.codec().schema()));
      }
    }
    return ids;
  }

  private static void incompatibleIsRefused(RealRegistry registry) {
    Schema broken = changed("{\"name\":\"wanted\",\"type\":\"int\"}");

    assertThatThrownBy(() -> connect(registry).idOf(Topics.RAW.subject(), broken))
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.retriable()).isFalse())
        .hasMessageContaining("found 409")
        .hasMessageContaining("change it compatibly");
  }

  private static void unknownIsBadData(RealRegistry registry) {
    assertThatThrownBy(() -> connect(registry).schemaOf(4711))
        .isInstanceOfSatisfying(
            UndecodableException.class,
            e -> assertThat(e.rejection().reason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA));
  }

  /** Confluent's registry client 7.5.1 reads what we registered, and we what it registered. */
  private static void confluentsClientSeesTheSame(RealRegistry registry)
      throws IOException, ReflectiveOperationException {
    int ours = connect(registry).idOf(Topics.RAW.subject(), Codecs.RAW.schema());
    Schema newer = changed("{\"name\":\"x\",\"type\":\"int\",\"default\":0}");
    try (var theirs =
        new ForeignClasses(
            Path.of("target", "confluent-client"),
            JsonProperty.class.getProtectionDomain().getCodeSource().getLocation())) {
      Object client =
          theirs.make(CONFLUENT + "client.CachedSchemaRegistryClient", registry.url(), 10);
      Object read = theirs.call(client, "getSchemaById", ours);
      Object parsed = theirs.make(CONFLUENT + "avro.AvroSchema", newer.toString());
      int id = (Integer) theirs.call(client, "register", Topics.RAW.subject(), parsed);

      assertThat(new Schema.Parser().parse(theirs.call(read, "canonicalString").toString()))
          .isEqualTo(Codecs.RAW.schema());
      assertThat(theirs.call(client, "getId", Topics.RAW.subject(), read)).isEqualTo(ours);
      assertThat(id).isNotEqualTo(ours);
      assertThat(connect(registry).schemaOf(id)).isEqualTo(newer);
    }
  }

  private static Schema changed(String field) {
    return new Schema.Parser()
        .parse(
            Codecs.RAW
                .schema()
                .toString()
                .replace("{\"name\":\"vendor\"", field + ",{\"name\":\"vendor\""));
  }

  private static SchemaRegistry connect(RealRegistry registry) {
    return SchemaRegistries.connect(Map.of("schema.registry.url", registry.url()));
  }
}
