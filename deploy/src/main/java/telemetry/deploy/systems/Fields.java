package telemetry.deploy.systems;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One place of a file that people write, and what is wrong there. YAML guesses what a bare word is:
 * it reads {@code 0123} as 83, so a number is refused where a text is wanted.
 *
 * @param where the place, with a dot at its end; empty for the whole file
 * @param node what stands there
 * @param problems what is wrong is added here
 */
record Fields(String where, JsonNode node, List<String> problems) {
  /** Refuses every name but these. */
  void only(Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                refuse(name, "no field; known are " + known.stream().sorted().toList());
              }
            });
  }

  /** A number from 1; 0 where it is refused. */
  int id(String name) {
    JsonNode id = node.path(name);
    int number = id.isIntegralNumber() && id.canConvertToInt() ? id.intValue() : 0;
    if (number < 1) {
      refuse(name, "wanted a number from 1, found " + found(id));
    }
    return Math.max(0, number);
  }

  /** A text; empty where it is refused. A number is not shown, since it may be a credential. */
  String text(String name) {
    JsonNode text = node.path(name);
    if (text.isNumber()) {
      refuse(name, "wanted a text: put it in quotes, found a number");
    } else if (!text.isTextual() || text.textValue().isBlank()) {
      refuse(name, "wanted a text, found " + found(text));
    }
    return text.isTextual() ? text.textValue() : "";
  }

  /** True where nothing is said. */
  boolean flag(String name) {
    JsonNode flag = node.path(name);
    if (!flag.isBoolean() && !flag.isMissingNode()) {
      refuse(name, "wanted true or false, found " + found(flag));
    }
    return flag.booleanValue() || flag.isMissingNode();
  }

  /** A list of texts; what is none is not shown, since it may be a key. */
  List<String> texts(String name) {
    JsonNode list = node.path(name);
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      refuse(name, "wanted a list, like [one, another]; found something else");
    }
    var texts = new ArrayList<String>();
    for (JsonNode one : list) {
      if (one.isTextual()) {
        texts.add(one.textValue());
      } else {
        refuse(name, "wanted texts: put them in quotes, found something else");
      }
    }
    return texts;
  }

  /** Adds a problem of a field. */
  void refuse(String name, String problem) {
    problems.add(where + name + ": " + problem);
  }

  /** What stands there, in a word. */
  static String found(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING, NULL -> "nothing";
      case ARRAY -> node.isEmpty() ? "an empty list" : "a list";
      case OBJECT -> "fields";
      default -> "'" + node.asText() + "'";
    };
  }
}
