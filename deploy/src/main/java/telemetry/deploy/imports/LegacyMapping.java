package telemetry.deploy.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telemetry.vendors.csv.Mapping;
import telemetry.vendors.csv.MappingReader;

/**
 * What the legacy tables of a vendor's systems mean.
 *
 * @param readings the columns of the table of readings; null if it holds none of these systems
 * @param aggregates the columns of the table of 5-minute rows; null if they are not wanted
 */
public record LegacyMapping(@Nullable Mapping readings, @Nullable AggregateMapping aggregates) {
  /** Those that ship with this. */
  public static final List<String> SHIPPED = List.of("selectronic", "fronius", "enphase");

  private static final YAMLMapper YAML = new YAMLMapper();

  /**
   * Reads one.
   *
   * @param name of one that ships with this, or a file
   * @throws ImportException naming everything that is wrong with it
   */
  public static LegacyMapping read(String name) {
    var problems = new ArrayList<String>();
    JsonNode tree;
    try {
      tree = YAML.readTree(text(name));
    } catch (JsonProcessingException e) {
      throw new ImportException(name + ": wanted YAML, found " + e.getMessage());
    } catch (IOException e) {
      throw new ImportException(
          "mapping: wanted one of " + SHIPPED + " or a file, found " + name + ": " + e);
    }
    Mapping readings = null;
    if (tree.has("readings")) {
      MappingReader.Result result = MappingReader.read(tree.path("readings"));
      if (result instanceof MappingReader.Result.Wrong wrong) {
        wrong.problems().forEach(problem -> problems.add("readings." + problem));
      } else {
        readings = ((MappingReader.Result.Read) result).mapping();
      }
    }
    AggregateMapping aggregates =
        tree.has("aggregates") ? AggregateMapping.read(tree.path("aggregates"), problems) : null;
    if (readings == null && aggregates == null && problems.isEmpty()) {
      problems.add("wanted readings, aggregates or both, found neither");
    }
    if (!problems.isEmpty()) {
      throw new ImportException(
          "mapping " + name + " is wrong:\n  " + String.join("\n  ", problems));
    }
    return new LegacyMapping(readings, aggregates);
  }

  private static String text(String name) throws IOException {
    if (!SHIPPED.contains(name)) {
      return Files.readString(Path.of(name));
    }
    try (InputStream in = LegacyMapping.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IOException("not there");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
