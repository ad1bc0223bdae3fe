package telemetry.vendors.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a credential's value out of a JSON body and leaves every other byte as it was. Works on the
 * places of the tokens, so that spelling (an escaped letter in the name), blanks and the order of
 * fields do not matter; what is no JSON is searched for the name instead, as a cut-off body holds
 * its key all the same.
 */
public final class JsonBlanking {
  private record Span(int from, int to) {}

  private JsonBlanking() {}

  /**
   * Replaces the value of a field, at any depth and however often it is there, by an empty text.
   *
   * @param body not written to
   * @param field the credential's name
   * @return the body itself where there is nothing to blank
   */
  public static byte[] blank(byte[] body, String field) {
    String utf8 = JsonBody.text(body);
    // Latin-1 gives each byte its own character, which is all that a search needs.
    String text = utf8 == null ? new String(body, StandardCharsets.ISO_8859_1) : utf8;
    List<Span> spans = utf8 == null ? null : tokens(text, field);
    if (spans == null) {
      spans = search(text, field);
    }
    if (spans.isEmpty()) {
      return body;
    }
    var blanked = new StringBuilder(text.length());
    int from = 0;
    for (Span span : spans) {
      blanked.append(text, from, span.from).append("\"\"");
      from = span.to;
    }
    blanked.append(text, from, text.length());
    return blanked
        .toString()
        .getBytes(utf8 == null ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** The places of the values, by the JSON tokens; none where the text is no JSON. */
  private static @Nullable List<Span> tokens(String text, String field) {
    var spans = new ArrayList<Span>();
    int base = text.startsWith("\uFEFF") ? 1 : 0;
    try (JsonParser parser = Bounds.MAPPER.createParser(text.substring(base))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals(field)) {
          parser.nextToken();
          int from = base + (int) parser.currentTokenLocation().getCharOffset();
          parser.skipChildren();
          parser.finishToken();
          spans.add(new Span(from, base + (int) parser.currentLocation().getCharOffset()));
        }
      }
      return spans;
    } catch (JsonProcessingException e) {
      return null; // No JSON: the caller searches.
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a text cannot fail", e);
    }
  }

  /** The places of what looks like values: {@code "field" : "…"}, even if cut off. */
  private static List<Span> search(String text, String field) {
    var spans = new ArrayList<Span>();
    String name = "\"" + field + "\"";
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at)) {
      at = skipBlanks(text, at + name.length());
      if (at >= text.length() || text.charAt(at) != ':') {
        continue;
      }
      int from = skipBlanks(text, at + 1);
      at = endOfValue(text, from);
      if (at > from) {
        spans.add(new Span(from, at));
      }
    }
    return spans;
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int endOfValue(String text, int from) {
    boolean quoted = from < text.length() && text.charAt(from) == '"';
    for (int at = quoted ? from + 1 : from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted && c == '"') {
        return at + 1;
      }
      if (quoted && c == '\\') {
        at++;
      } else if (!quoted && ",}]\r\n".indexOf(c) >= 0) {
        return at;
      }
    }
    return text.length();
  }
}
