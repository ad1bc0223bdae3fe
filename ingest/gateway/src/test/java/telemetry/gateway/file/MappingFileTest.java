package telemetry.gateway.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.vendors.csv.MappingWriter;

class MappingFileTest {
  private final Path folder;

  MappingFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("m.yaml"), text);
  }

  @Test
  void yamlSaysWhatTheJsonInTheLogSays() throws IOException {
    Path file =
        yaml(
            """
            # A home.
            source: home
            time:
              column: timestamp
              unit: seconds
            points:
              - match: .*timestamp.*
                skip: true
              - column: mode
                kind: state
              - {match: E_.*, kind: COUNTER, unit: Wh}
            """);

    assertThat(MappingWriter.json(MappingFile.read(file)))
        .isEqualTo(
            "{\"source\":\"home\",\"time\":{\"column\":\"timestamp\",\"unit\":\"seconds\"},"
                + "\"points\":[{\"match\":\".*timestamp.*\",\"skip\":true},"
                + "{\"column\":\"mode\",\"kind\":\"STATE\"},"
                + "{\"match\":\"E_.*\",\"kind\":\"COUNTER\",\"unit\":\"Wh\"}]}");
  }

  @Test
  void everyProblemIsNamedWithItsFile() throws IOException {
    Path file = yaml("tiem: {}\npoints:\n  - {match: '(', kind: GAUGE}\n");

    assertThatThrownBy(() -> MappingFile.read(file))
        .isInstanceOfSatisfying(
            FeedProblems.class,
            e ->
                assertThat(e.problems())
                    .hasSize(3)
                    .allMatch(problem -> problem.startsWith(file + ": ")));
  }

  @Test
  void whatIsNoYamlOrNoFileIsSaid() throws IOException {
    Path file = yaml("time: {column: [");

    assertThatThrownBy(() -> MappingFile.read(file)).hasMessageContaining("wanted YAML");
    assertThatThrownBy(() -> MappingFile.read(folder.resolve("none")))
        .hasMessageContaining("a text file that can be read");
  }
}
