package telemetry.vendors.ask;

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

  /** Names no credential: they stand in headers, forms and queries. */
  @Override
  public String toString() {
    int query = url.indexOf('?');
    return method + " " + (query < 0 ? url : url.substring(0, query));
  }
}
