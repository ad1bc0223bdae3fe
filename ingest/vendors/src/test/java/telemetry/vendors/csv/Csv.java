package telemetry.vendors.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import telemetry.model.RawReading;
import telemetry.vendors.Decoded;
import telemetry.vendors.Payloads;

/** Rows and mappings for tests. */
public final class Csv {
  private Csv() {}

  /** What reading a mapping gives. */
  static MappingReader.Result read(String json) {
    try {
      return MappingReader.read(new JsonMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  /** A mapping that is right. */
  public static Mapping mapping(String json) {
    if (read(json) instanceof MappingReader.Result.Read read) {
      return read.mapping();
    }
    throw new AssertionError("wanted a mapping, found " + read(json));
  }

  /** What is wrong with a mapping. */
  static List<String> problems(String json) {
    if (read(json) instanceof MappingReader.Result.Wrong wrong) {
      return wrong.problems();
    }
    throw new AssertionError("wanted problems, found a mapping: " + json);
  }

  /** A row as it stands in the log. */
  public static RawReading raw(Mapping mapping, String header, String row) {
    byte[] body = (header + "\n" + row).getBytes(StandardCharsets.UTF_8);
    return Payloads.raw("csv", CsvFormat.contentType(mapping), body);
  }

  /** What a row says. */
  static Decoded decode(Mapping mapping, String header, String row) {
    return Payloads.decode(raw(mapping, header, row));
  }
}
