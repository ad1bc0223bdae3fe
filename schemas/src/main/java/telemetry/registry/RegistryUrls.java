package telemetry.registry;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses in {@code schema.registry.url}. */
final class RegistryUrls {
  private RegistryUrls() {}

  /** The list, in order; what is wrong with it is added to the problems. */
  static List<URI> parse(String text, List<String> problems) {
    var urls = new ArrayList<URI>();
    for (String one : text.split(",")) {
      if (one.isBlank()) {
        continue;
      }
      URI url = url(one.strip());
      if (url == null) {
        // Not shown: it may hold a password.
        problems.add(
            RegistrySettings.URLS + ": wanted http(s)://host[:port][/path], found another form");
      } else {
        urls.add(url);
      }
    }
    if (urls.isEmpty() && problems.isEmpty()) {
      problems.add(RegistrySettings.URLS + ": wanted an address, found none");
    }
    return List.copyOf(urls);
  }

  /** An address as it may be shown: without user and password. */
  static String shown(URI url) {
    return url.getScheme()
        + "://"
        + url.getHost()
        + (url.getPort() < 0 ? "" : ":" + url.getPort())
        + url.getRawPath();
  }

  private static @Nullable URI url(String text) {
    URI url;
    try {
      url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (IllegalArgumentException e) {
      return null;
    }
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    return http && url.getHost() != null && url.getQuery() == null && url.getFragment() == null
        ? url
        : null;
  }
}
