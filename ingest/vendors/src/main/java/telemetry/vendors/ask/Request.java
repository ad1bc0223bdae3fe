package telemetry.vendors.ask;

import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP request. Follow no redirect and keep no cookie: the vendor does both itself.
 *
 * @param method GET or POST
 * @param url absolute
 * @param headers by name; may hold credentials
 * @param body a form, or empty; may hold credentials
 */
public record Request(String method, String url, Map<String, String> headers, String body) {
  /** Keeps the headers from changing. */
  public Request {
    headers = Map.copyOf(headers);
  }

  /** Asks for JSON. */
  public static Request get(String url, Map<String, String> headers) {
    return new Request("GET", url, headers, "");
  }

  /** Sends a form. */
  public static Request post(String url, Map<String, String> headers, Map<String, String> form) {
    var all = new HashMap<>(headers);
    all.put("Content-Type", "application/x-www-form-urlencoded");
    return new Request("POST", url, all, Forms.of(form));
  }

  /** Names no credential: they stand in headers, forms and queries. */
  @Override
  public String toString() {
    int query = url.indexOf('?');
    return method + " " + (query < 0 ? url : url.substring(0, query));
  }
}
