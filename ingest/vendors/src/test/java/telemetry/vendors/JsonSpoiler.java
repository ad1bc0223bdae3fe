package telemetry.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils what a JSON body says and leaves it JSON: the decoder, not the parser, must answer. */
final class JsonSpoiler {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String[] OTHERS = {
    "null",
    "true",
    "0",
    "-1",
    "1e290",
    "1e300",
    "123456789012345678901234567890",
    "1.5",
    "\"\"",
    "\" \"",
    "\"x\"",
    "\"a\\u0000b\"",
    "\"2026-01-15T01:23:45Z\"",
    "\"estimated\"",
    "[]",
    "{}",
    "[null]",
    "{\"value\":1}",
    "{\"0\":{}}",
    "[[]]",
    "\"/\"",
    "9223372036854775807",
    "\"%s\""
  };

  private JsonSpoiler() {}

  static byte[] spoilt(byte[] body, Random random) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(body);
    } catch (IOException e) {
      return body.clone(); // Lines, cells: the bytes are spoilt elsewhere.
    }
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      List<JsonNode> parents = parents(tree);
      if (!parents.isEmpty()) {
        spoil(parents.get(random.nextInt(parents.size())), random);
      }
    }
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> parents(JsonNode node) {
    var parents = new ArrayList<JsonNode>();
    if (node.isContainerNode()) {
      if (!node.isEmpty()) {
        parents.add(node);
      }
      node.forEach(child -> parents.addAll(parents(child)));
    }
    return parents;
  }

  private static void spoil(JsonNode parent, Random random) {
    int place = random.nextInt(parent.size());
    if (parent instanceof ArrayNode array) {
      switch (random.nextInt(3)) {
        case 0 -> array.remove(place);
        case 1 -> array.add(array.get(place).deepCopy());
        default -> array.set(place, other(random));
      }
    } else if (parent instanceof ObjectNode object) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(place);
      switch (random.nextInt(4)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(other(random).asText() + name, object.get(name).deepCopy());
        case 2 -> object.set(name, object.get(names.get(random.nextInt(names.size()))).deepCopy());
        default -> object.set(name, other(random));
      }
    }
  }

  private static JsonNode other(Random random) {
    String text = OTHERS[random.nextInt(OTHERS.length)];
    try {
      return MAPPER.readTree(text.replace("%s", "x".repeat(300)));
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
