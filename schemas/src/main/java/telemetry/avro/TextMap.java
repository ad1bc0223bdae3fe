package telemetry.avro;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** {@code map<string>}. */
final class TextMap {
  private TextMap() {}

  static void write(Map<String, String> texts, BinaryEncoder out) throws IOException {
    out.writeMapStart();
    out.setItemCount(texts.size());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      out.startItem();
      out.writeString(text.getKey());
      out.writeString(text.getValue());
    }
    out.writeMapEnd();
  }

  static Map<String, String> read(BinaryDecoder in) throws IOException {
    var texts = new HashMap<String, String>();
    for (long block = in.readMapStart(); block != 0; block = in.mapNext()) {
      int count = Bounded.items(block, in);
      for (int i = 0; i < count; i++) {
        texts.put(Bounded.text(in), Bounded.text(in));
      }
    }
    return texts;
  }
}
