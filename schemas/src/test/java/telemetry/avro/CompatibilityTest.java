package telemetry.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import telemetry.topics.Topic;
import telemetry.topics.Topic.Compatibility;
import telemetry.topics.Topics;

/**
 * Every version that ever was released stands in {@code src/main/avro/released}, since records
 * written by it stand in the log. A schema is changed by changing it, seeing this test pass its
 * rule, and adding the next numbered file.
 */
class CompatibilityTest {
  static Stream<Topic<?>> topics() {
    return Topics.all().stream().filter(topic -> topic.value() != null);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void keepsItsPromise(Topic<?> topic) throws IOException {
    Schema current = topic.codec().schema();
    List<Schema> versions = released(current.getName());
    if (!current.toString().equals(versions.get(versions.size() - 1).toString())) {
      versions.add(current);
    }

    assertThat(broken(versions, topic.compatibility()))
        .as("what %s breaks of %s", topic.subject(), topic.compatibility())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theNewestVersionIsReleased(Topic<?> topic) throws IOException {
    Schema current = topic.codec().schema();
    List<Schema> versions = released(current.getName());

    assertThat(current.toString())
        .as(
            "%s.avsc has changed: keep it as src/main/avro/released/%s.%d.avsc too",
            current.getName(), current.getName(), versions.size() + 1)
        .isEqualTo(versions.get(versions.size() - 1).toString());
  }

  @Test
  void everyEnumOfAnAggregateHasASymbolForWhatAnOldReaderDoesNotKnow() {
    List<Schema> enums = enums(Codecs.AGGREGATE.schema());

    assertThat(enums).extracting(Schema::getName).contains("AggregateKind", "Status", "Origin");
    assertThat(enums)
        .allSatisfy(type -> assertThat(type.getEnumDefault()).as(type.getName()).isNotNull());
  }

  @Test
  void seesABreach() {
    Schema current = Codecs.RAW.schema();
    Schema broken =
        new Schema.Parser()
            .parse(
                current
                    .toString()
                    .replace(
                        "{\"name\":\"vendor\"",
                        "{\"name\":\"x\",\"type\":\"int\"},{\"name\":\"vendor\""));

    assertThat(broken(List.of(current, broken), Compatibility.BACKWARD)).hasSize(1);
    assertThat(broken(List.of(broken, current), Compatibility.BACKWARD)).isEmpty();
    assertThat(broken(List.of(broken, current, current), Compatibility.FULL_TRANSITIVE)).hasSize(2);
  }

  /** What the rule forbids, version by version, in words. */
  private static List<String> broken(List<Schema> versions, Compatibility rule) {
    var result = new ArrayList<String>();
    for (int writer = 0; writer < versions.size(); writer++) {
      for (int reader = 0; reader < versions.size(); reader++) {
        boolean promised =
            switch (rule) {
              case BACKWARD -> reader == writer + 1;
              case FULL_TRANSITIVE -> true;
            };
        if (promised) {
          for (Incompatibility one :
              incompatibilities(versions.get(reader), versions.get(writer))) {
            result.add("version " + (reader + 1) + " reading " + (writer + 1) + ": " + one);
          }
        }
      }
    }
    return result;
  }

  private static List<Incompatibility> incompatibilities(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities();
  }

  private static List<Schema> released(String name) throws IOException {
    var versions = new ArrayList<Schema>();
    while (true) {
      String file = "released/" + name + "." + (versions.size() + 1) + ".avsc";
      try (InputStream in = Codecs.class.getResourceAsStream(file)) {
        if (in == null) {
          assertThat(versions).as("released versions of %s", name).isNotEmpty();
          return versions;
        }
        versions.add(new Schema.Parser().parse(in));
      }
    }
  }

  private static List<Schema> enums(Schema schema) {
    var found = new TreeMap<String, Schema>();
    collect(schema, found);
    return List.copyOf(found.values());
  }

  private static void collect(Schema schema, Map<String, Schema> found) {
    switch (schema.getType()) {
      case ENUM -> found.put(schema.getFullName(), schema);
      case UNION -> schema.getTypes().forEach(type -> collect(type, found));
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case RECORD -> schema.getFields().forEach(field -> collect(field.schema(), found));
      default -> {}
    }
  }
}
