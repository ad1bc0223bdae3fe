package telemetry.vendors.ask;

import java.util.Map;

/**
 * What a login left behind: a cookie, tokens. Credentials, all of it: kept in a file that its owner
 * alone may read, replaced at once, never logged. Only its vendor knows the names in it.
 *
 * @param values by name
 */
public record Session(Map<String, String> values) {
  /** No login yet. */
  public static final Session NONE = new Session(Map.of());

  /** Keeps the values from changing. */
  public Session {
    values = Map.copyOf(values);
  }

  /** Names no value. */
  @Override
  public String toString() {
    return "session with " + values.keySet();
  }
}
