package telemetry.avro;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** {@code map<string>}. */
final class TextMap {
  private TextMap() {}

  static void write(Map<String, String> texts, AvroOut out) {
    out.writeItems(texts.size());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      out.writeString(text.getKey());
      out.writeString(text.getValue());
    }
    out.writeEnd();
  }

  static Map<String, String> read(AvroIn in) throws IOException {
    var texts = new HashMap<String, String>();
    for (int block = in.readItems(); block != 0; block = in.readItems()) {
      for (int i = 0; i < block; i++) {
        texts.put(in.readText(), in.readText());
      }
    }
    return texts;
  }
}
