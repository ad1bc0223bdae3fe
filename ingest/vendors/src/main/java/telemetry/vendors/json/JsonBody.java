package telemetry.vendors.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;

/**
 * A vendor's body as JSON: one object, UTF-8, every field once, every number finite, nesting at
 * most {@value #MAX_DEPTH}.
 */
public sealed interface JsonBody {
  /** The deepest nesting that a body may have. */
  int MAX_DEPTH = 50;

  /**
   * It is one.
   *
   * @param fields its fields
   */
  record Read(ObjectNode fields) implements JsonBody {}

  /**
   * It is none.
   *
   * @param rejection why
   */
  record Refused(Rejection rejection) implements JsonBody {}

  /** Reads a body. */
  static JsonBody read(byte[] body) {
    String text = text(body);
    if (text == null) {
      return refused("UTF-8 text", "bytes that are none");
    }
    try {
      // Tree reading gives a missing node, not an error, where there is nothing at all.
      JsonNode tree = Bounds.MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
      if (!(tree instanceof ObjectNode fields)) {
        return refused("a JSON object", tree.isMissingNode() ? "nothing" : typeOf(tree));
      }
      Rejection notFinite = notFinite("", fields);
      return notFinite == null ? new Read(fields) : new Refused(notFinite);
    } catch (JsonProcessingException e) {
      // The parser's message would quote the body; the place is enough to find the fault.
      return refused("a JSON object", "a fault " + place(e));
    }
  }

  /** What a node is, in the words of JSON. */
  static String typeOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      default -> "nothing";
    };
  }

  /** The text of a body that is UTF-8, exactly; none where it is not. */
  static @Nullable String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null; // The answer, told by the caller.
    }
  }

  private static JsonBody refused(String expected, String found) {
    return new Refused(new Rejection(RejectReason.MALFORMED_BODY, "body", expected, found));
  }

  private static String place(JsonProcessingException e) {
    var location = e.getLocation();
    return location == null
        ? "somewhere"
        : "at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static @Nullable Rejection notFinite(String path, JsonNode node) {
    if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
      String found = Double.toString(node.doubleValue());
      return new Rejection(RejectReason.NOT_FINITE, path, "a finite number", found);
    }
    for (var field : node.properties()) {
      Rejection found =
          notFinite(
              path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
      if (found != null) {
        return found;
      }
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        Rejection found = notFinite(path + "[]", element);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
