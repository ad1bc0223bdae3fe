package telemetry.sink.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds statements that name a point without its system. A number of a point means another point in
 * every other system; two statements like these once changed the rows of systems that they were
 * never meant for.
 */
final class PointPredicates {
  private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
  private static final String POINT = "(?<!\\w)(?:\\w+\\.)?point_id\\b";

  /** {@code point_id = …}, {@code p.point_id in (…)}, {@code … = point_id}. */
  private static final Pattern COMPARED =
      Pattern.compile(
          POINT
              + "\\s*(?:=|<>|!=|<|>|in\\b|not\\s+in\\b|between\\b|is\\b)|(?:=|<>|!=|<|>)\\s*"
              + POINT);

  /** {@code in (select point_id from …)}, without the system beside it. */
  private static final Pattern SELECTED =
      Pattern.compile("\\bin\\s*\\(\\s*select\\s+(?:distinct\\s+)?([^()]*?)\\s+from\\b");

  /** {@code using (point_id)}, {@code (point_id, …) in}, {@code on conflict (point_id)}. */
  private static final Pattern LISTED =
      Pattern.compile("(?:using\\s*|conflict\\s*)\\(([^()]*)\\)|\\(([^()]*)\\)\\s*(?:=|in\\b)");

  private static final Pattern SYSTEM = Pattern.compile("\\bsystem_id\\b");
  private static final Pattern CLAUSE =
      Pattern.compile("\\b(?:where|on|having|set|from|returning|group|order|limit|union)\\b");

  private PointPredicates() {}

  /** The places in a script, in its own words; empty if there are none. */
  static List<String> offences(String sql) {
    String bare = TEXT.matcher(COMMENT.matcher(sql).replaceAll(" ")).replaceAll("''");
    List<String> offences = new ArrayList<>();
    for (String statement : bare.toLowerCase(Locale.ROOT).split(";")) {
      var compared = COMPARED.matcher(statement);
      while (compared.find()) {
        String clause = clause(statement, compared.start());
        if (!clause.startsWith("check") && !SYSTEM.matcher(clause).find()) {
          offences.add(clause.strip());
        }
      }
      var selected = SELECTED.matcher(statement);
      while (selected.find()) {
        offend(selected.group(1), selected.group(), offences);
      }
      var listed = LISTED.matcher(statement);
      while (listed.find()) {
        offend(
            listed.group(1) == null ? listed.group(2) : listed.group(1), listed.group(), offences);
      }
    }
    return offences;
  }

  private static void offend(String list, String found, List<String> offences) {
    if (list.contains("point_id") && !SYSTEM.matcher(list).find()) {
      offences.add(found);
    }
  }

  /** The clause around a place: its own words, without those of queries inside it. */
  private static String clause(String statement, int at) {
    int from = at;
    for (int depth = 0; from > 0 && depth <= 0; from--) {
      char before = statement.charAt(from - 1);
      depth += before == '(' ? 1 : before == ')' ? -1 : 0;
    }
    var words = new StringBuilder();
    int depth = 0;
    boolean opened = statement.charAt(from) == '(';
    for (int i = opened ? from + 1 : from; i < statement.length() && depth >= 0; i++) {
      char c = statement.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      words.append(depth == 0 && c != ')' ? c : ' ');
    }
    int here = at - (opened ? from + 1 : from);
    int begin = 0;
    int end = words.length();
    var clauses = CLAUSE.matcher(words);
    while (clauses.find()) {
      if (clauses.start() <= here) {
        begin = clauses.start();
      } else {
        end = clauses.start();
        break;
      }
    }
    boolean check = opened && statement.substring(0, from).stripTrailing().endsWith("check");
    return (check ? "check " : "") + words.substring(begin, end);
  }
}
