package telemetry.vendors.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import telemetry.model.RejectReason;
import telemetry.vendors.Findings;

/**
 * A vendor's body as JSON: UTF-8, every field of an object once, every number finite, nesting at
 * most {@value #MAX_DEPTH}.
 */
public final class JsonBody {
  /** The deepest nesting that a body may have. */
  public static final int MAX_DEPTH = 50;

  private static final String BODY = "body";
  private static final Pattern TITLE =
      Pattern.compile("<title>([^<]{1,100}+)", Pattern.CASE_INSENSITIVE);

  private JsonBody() {}

  /** The one object that a body must be; empty where it is refused. */
  public static Optional<Fields> object(byte[] body, Findings findings) {
    return tree(body, "a JSON object", findings).flatMap(tree -> Fields.of("", tree, findings));
  }

  /** Whatever JSON a body is; empty where it is refused. */
  public static Optional<JsonNode> tree(byte[] body, String expected, Findings findings) {
    String text = text(body);
    return text == null
        ? refused(BODY, "UTF-8 text", "bytes that are none", findings)
        : tree(BODY, text.startsWith("\uFEFF") ? text.substring(1) : text, expected, findings);
  }

  /**
   * Whatever JSON a text is; empty where it is refused.
   *
   * @param where the text stands in the body
   */
  public static Optional<JsonNode> tree(
      String where, String text, String expected, Findings findings) {
    try {
      // Tree reading gives a missing node, not an error, where there is nothing at all.
      JsonNode tree = Bounds.MAPPER.readTree(text);
      if (tree.isMissingNode()) {
        return refused(where, expected, "nothing", findings);
      }
      requireFinite(where.equals(BODY) ? "" : where, tree, findings);
      return findings.refusal().isEmpty() ? Optional.of(tree) : Optional.empty();
    } catch (JsonProcessingException e) {
      // The parser's message would quote the body; the place is enough to find the fault.
      return refused(where, expected, page(text).orElseGet(() -> "a fault " + place(e)), findings);
    }
  }

  /** What a node is, in the words of JSON. */
  public static String typeOf(JsonNode node) {
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
  public static @Nullable String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null; // The answer, told by the caller.
    }
  }

  private static <T> Optional<T> refused(
      String where, String expected, String found, Findings findings) {
    findings.refuse(RejectReason.MALFORMED_BODY, where, expected, found);
    return Optional.empty();
  }

  /** What a web page is called: an error page says more by its title than by its first bracket. */
  private static Optional<String> page(String text) {
    if (!text.stripLeading().startsWith("<")) {
      return Optional.empty();
    }
    Matcher title = TITLE.matcher(text);
    return Optional.of(
        title.find() ? "a web page with the title '" + title.group(1).strip() + "'" : "a web page");
  }

  private static String place(JsonProcessingException e) {
    var location = e.getLocation();
    return location == null
        ? "somewhere"
        : "at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static void requireFinite(String path, JsonNode node, Findings findings) {
    if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
      findings.refuse(
          RejectReason.NOT_FINITE, path, "a finite number", Double.toString(node.doubleValue()));
    }
    for (var field : node.properties()) {
      requireFinite(
          path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
          field.getValue(),
          findings);
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        requireFinite(path + "[]", element, findings);
      }
    }
  }
}
