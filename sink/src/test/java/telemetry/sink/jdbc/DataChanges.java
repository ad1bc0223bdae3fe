package telemetry.sink.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds statements of a migration that change rows without saying how many. */
final class DataChanges {
  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");

  /** What stands between dollars is a body or an argument; that of a DO runs at once. */
  private static final Pattern BODY =
      Pattern.compile("(\\bdo\\s*)?\\$(\\w*)\\$.*?\\$\\2\\$", Pattern.DOTALL);

  private static final Pattern CHANGE =
      Pattern.compile(
          "\\b(update\\s+(?:only\\s+)?\\w+\\s+(?:as\\s+)?(?:\\w+\\s+)?set|delete\\s+from|insert\\s+into|"
              + "merge\\s+into|truncate)\\b");

  private DataChanges() {}

  /** The statements, in their own words; empty if there are none. */
  static List<String> uncounted(String sql) {
    String bare = COMMENT.matcher(sql).replaceAll(" ").toLowerCase(Locale.ROOT);
    String open =
        BODY.matcher(bare)
            .replaceAll(
                body ->
                    body.group(1) == null
                        ? "''"
                        : java.util.regex.Matcher.quoteReplacement(body.group()));
    List<String> found = new ArrayList<>();
    for (String statement : open.split(";")) {
      if (CHANGE.matcher(statement).find()) {
        found.add(statement.strip());
      }
    }
    return found;
  }
}
