package telemetry.vendors.ask;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The cookies of a login: one site, few pages, so name and value are all that counts. */
public final class Cookies {
  private Cookies() {}

  /** The cookies after a reply: what it sets is added, what it empties is removed. */
  public static Map<String, String> after(Map<String, String> cookies, Reply reply) {
    var renewed = new TreeMap<>(cookies);
    for (String header : reply.all("set-cookie")) {
      String pair = header.split(";", 2)[0];
      int equals = pair.indexOf('=');
      if (equals < 1) {
        continue;
      }
      String name = pair.substring(0, equals).strip();
      String value = pair.substring(equals + 1).strip();
      if (value.isEmpty()) {
        renewed.remove(name);
      } else {
        renewed.put(name, value);
      }
    }
    return Map.copyOf(renewed);
  }

  /** The value of a Cookie header. */
  public static String header(Map<String, String> cookies) {
    return new TreeMap<>(cookies)
        .entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
  }
}
