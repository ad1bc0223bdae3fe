package telemetry.sink.jdbc;

import java.util.ArrayList;
import java.util.List;

/** The texts of a Java source, those of one statement joined, as SQL is written over lines. */
final class SqlInJava {
  private final String source;
  private final List<String> statements = new ArrayList<>();
  private final StringBuilder texts = new StringBuilder();
  private boolean joined;
  private int at;

  private SqlInJava(String source) {
    this.source = source;
  }

  /** One text per Java statement that has any; what is put together at run time stands as ?. */
  static List<String> statements(String source) {
    return new SqlInJava(source).read();
  }

  private List<String> read() {
    while (at < source.length()) {
      if (source.startsWith("//", at)) {
        skipTo("\n");
      } else if (source.startsWith("/*", at)) {
        skipTo("*/");
      } else if (source.startsWith("\"\"\"", at)) {
        text("\"\"\"");
      } else if (source.charAt(at) == '"') {
        text("\"");
      } else if (source.charAt(at) == '\'') {
        at += source.charAt(at + 1) == '\\' ? 4 : 3;
      } else {
        code(source.charAt(at++));
      }
    }
    code(';');
    return statements;
  }

  private void code(char c) {
    if (c == ';') {
      if (texts.length() > 0) {
        statements.add(texts.toString());
      }
      texts.setLength(0);
      joined = true;
    } else if (c != '+' && !Character.isWhitespace(c)) {
      joined = false;
    }
  }

  private void text(String quote) {
    int from = at + quote.length();
    int to = from;
    while (!source.startsWith(quote, to)) {
      to += source.charAt(to) == '\\' ? 2 : 1;
    }
    texts.append(joined ? "" : " ? ").append(source, from, to);
    joined = true;
    at = to + quote.length();
  }

  private void skipTo(String end) {
    int found = source.indexOf(end, at);
    at = found < 0 ? source.length() : found + end.length();
  }
}
