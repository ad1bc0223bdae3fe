package telemetry.gateway.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import telemetry.vendors.csv.Mapping;
import telemetry.vendors.csv.MappingReader;

/** A mapping in a YAML file; the form is that of {@link MappingReader}. */
public final class MappingFile {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private MappingFile() {}

  /**
   * Reads one.
   *
   * @throws FeedProblems naming everything that is wrong with it
   */
  public static Mapping read(Path file) {
    MappingReader.Result result;
    try {
      result = MappingReader.read(YAML.readTree(Files.readString(file)));
    } catch (JsonProcessingException e) {
      throw new FeedProblems(List.of(file + ": wanted YAML, found " + e.getMessage()));
    } catch (IOException e) {
      throw new FeedProblems(List.of(file + ": wanted a text file that can be read, found " + e));
    }
    if (result instanceof MappingReader.Result.Wrong wrong) {
      throw new FeedProblems(
          wrong.problems().stream().map(problem -> file + ": " + problem).toList());
    }
    return ((MappingReader.Result.Read) result).mapping();
  }
}
