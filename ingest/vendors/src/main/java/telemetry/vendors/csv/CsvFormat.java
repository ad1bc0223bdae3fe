package telemetry.vendors.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * How a row of a wide CSV stands in {@code telemetry.raw}: the body is the file's header line, a
 * line feed and the row, both as recorded; the content type carries the mapping. So the record
 * explains itself, and a replay needs no file.
 */
public final class CsvFormat {
  private static final String TYPE = "text/csv";
  private static final String MAPPING = "mapping=";
  private static final JsonMapper MAPPER = new JsonMapper();

  private CsvFormat() {}

  /** The content type of rows with a mapping. */
  public static String contentType(Mapping mapping) {
    byte[] json = MappingWriter.json(mapping).getBytes(StandardCharsets.UTF_8);
    return TYPE
        + "; charset=utf-8; header=present; "
        + MAPPING
        + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /** The mapping that a content type carries, or what is wrong with it. */
  static MappingReader.Result mapping(String contentType) {
    String[] parts = contentType.split(";");
    if (!parts[0].strip().equalsIgnoreCase(TYPE)) {
      return wrong("content type: wanted " + TYPE + ", found " + parts[0].strip());
    }
    for (String part : parts) {
      String parameter = part.strip();
      if (parameter.startsWith(MAPPING)) {
        return decode(parameter.substring(MAPPING.length()));
      }
    }
    return wrong("content type: wanted a mapping, found none");
  }

  private static MappingReader.Result decode(String base64) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(base64);
      return MappingReader.read(MAPPER.readTree(new String(json, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      // A fault in what the sender wrote: the answer, not an accident.
      return wrong("content type: wanted a mapping as base64url of JSON, found something else");
    }
  }

  private static MappingReader.Result wrong(String problem) {
    return new MappingReader.Result.Wrong(List.of(problem));
  }
}
