package telemetry.vendors.oauth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first form of a web page, as far as a login needs it.
 *
 * @param action where it goes, as it stands there; empty for the page itself
 * @param fields what stands in its named inputs
 * @param user the name of the input for the account, where it has one
 * @param password the name of the input for the password, where it has one
 */
record LoginForm(
    String action, Map<String, String> fields, Optional<String> user, Optional<String> password) {
  private static final int MAX_PAGE = 1 << 20;
  // Possessive, ended by the next bracket, bounded: no page makes them look at anything twice.
  private static final Pattern TAG =
      Pattern.compile(
          "<(/?+form|input)\\b((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "([a-z-]{1,40}+)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER =
      Pattern.compile("&#(?:([0-9]{1,7}+)|x([0-9a-f]{1,6}+));", Pattern.CASE_INSENSITIVE);

  static Optional<LoginForm> read(String page) {
    if (page.length() > MAX_PAGE) {
      return Optional.empty();
    }
    Optional<String> action = Optional.empty();
    Optional<String> user = Optional.empty();
    Optional<String> password = Optional.empty();
    var fields = new LinkedHashMap<String, String>();
    Matcher tags = TAG.matcher(page);
    while (tags.find()) {
      String tag = tags.group(1).toLowerCase(Locale.ROOT);
      if (tag.equals("/form") && action.isPresent()) {
        break;
      }
      Map<String, String> attributes = attributes(tags.group(2));
      if (tag.equals("form") && action.isEmpty()) {
        action = Optional.of(attributes.getOrDefault("action", ""));
      } else if (tag.equals("input") && action.isPresent() && attributes.containsKey("name")) {
        String name = attributes.get("name");
        switch (attributes.getOrDefault("type", "text").toLowerCase(Locale.ROOT)) {
          case "password" -> password = password.or(() -> Optional.of(name));
          case "text", "email" -> user = user.or(() -> Optional.of(name));
          case "hidden" -> fields.put(name, attributes.getOrDefault("value", ""));
          default -> {
            // Buttons and boxes say nothing that a login needs.
          }
        }
      }
    }
    Optional<String> whose = user;
    Optional<String> secret = password;
    return action.map(to -> new LoginForm(to, Map.copyOf(fields), whose, secret));
  }

  private static Map<String, String> attributes(String text) {
    var attributes = new LinkedHashMap<String, String>();
    Matcher matcher = ATTRIBUTE.matcher(text);
    while (matcher.find()) {
      for (int group = 2; group <= 4; group++) {
        if (matcher.group(group) != null) {
          attributes.putIfAbsent(
              matcher.group(1).toLowerCase(Locale.ROOT), unescaped(matcher.group(group)));
        }
      }
    }
    return attributes;
  }

  private static String unescaped(String text) {
    String named =
        text.replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&apos;", "'");
    return NUMBER
        .matcher(named)
        .replaceAll(
            found -> {
              int code =
                  found.group(1) != null
                      ? Integer.parseInt(found.group(1))
                      : Integer.parseInt(found.group(2), 16);
              return Matcher.quoteReplacement(
                  Character.isValidCodePoint(code) ? Character.toString(code) : "");
            })
        .replace("&amp;", "&");
  }
}
