package telemetry.vendors.ask;

import java.util.Locale;
import java.util.Optional;

/** Addresses, as far as a conversation must understand them: where they lead, and to whom. */
public final class Urls {
  private Urls() {}

  /** Whom an address belongs to: scheme, host and port; empty where it is no http or https. */
  public static Optional<String> origin(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    int scheme = lower.startsWith("https://") ? 8 : lower.startsWith("http://") ? 7 : -1;
    if (scheme < 0) {
      return Optional.empty();
    }
    int end = scheme;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String authority = lower.substring(scheme, end);
    return authority.isEmpty() || authority.contains("@")
        ? Optional.empty()
        : Optional.of(lower.substring(0, end));
  }

  /**
   * Where a link leads.
   *
   * @param page the address of the page that it stands on
   * @param link absolute, or relative to the page
   */
  public static String resolve(String page, String link) {
    String origin = origin(page).orElse("");
    if (link.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
      return link;
    }
    if (link.startsWith("//")) {
      return page.substring(0, page.indexOf(':') + 1) + link;
    }
    if (link.startsWith("/")) {
      return origin + link;
    }
    String path = page.replaceFirst("[?#].*", "");
    if (link.isEmpty() || link.startsWith("?")) {
      return path + link;
    }
    int slash = path.lastIndexOf('/');
    return (slash < origin.length() ? origin : path.substring(0, slash)) + "/" + link;
  }

  /** A parameter in an address's query. */
  public static Optional<String> parameter(String url, String name) {
    int query = url.indexOf('?');
    if (query < 0) {
      return Optional.empty();
    }
    for (String pair : url.substring(query + 1).replaceFirst("#.*", "").split("&")) {
      if (pair.startsWith(name + "=")) {
        return Forms.decode(pair.substring(name.length() + 1).replace("+", "%20"));
      }
    }
    return Optional.empty();
  }
}
