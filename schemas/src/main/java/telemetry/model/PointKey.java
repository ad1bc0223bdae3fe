package telemetry.model;

import org.jspecify.annotations.Nullable;

/**
 * A point's name: its system and the vendor's path in it, written {@code 6/solar_w}. The first
 * slash splits; a path may hold more of them.
 *
 * @param systemId the system, from 1
 * @param path the vendor's path, 1 to {@value #MAX_PATH} characters
 */
public record PointKey(int systemId, String path) {
  /** The longest path, in UTF-16 units. */
  public static final int MAX_PATH = 200;

  /** Refuses what could not be a key. */
  public PointKey {
    SystemIds.require(systemId);
    requirePath(path);
  }

  /** The key as it stands in Kafka. */
  public String text() {
    return systemId + "/" + path;
  }

  /**
   * Reads a key from Kafka.
   *
   * @throws IllegalArgumentException if the text is no {@code system/path}
   */
  public static PointKey parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("key: wanted <system>/<point>, found '" + text + "'");
    }
    return new PointKey(SystemIds.parse(text.substring(0, slash)), text.substring(slash + 1));
  }

  static void requirePath(String path) {
    if (path.isBlank() || path.length() > MAX_PATH) {
      throw new BadValue(
          path.isBlank() ? RejectReason.BAD_FIELD : RejectReason.PATH_TOO_LONG,
          "point",
          "a path of 1 to " + MAX_PATH + " characters",
          path.length());
    }
    for (int i = 0; i < path.length(); i++) {
      if (Character.isISOControl(path.charAt(i))) {
        throw new BadValue(
            RejectReason.BAD_FIELD, "point", "a path without control characters", "one at " + i);
      }
    }
  }

  /** Written out: it is asked for every row, and long before the generated one is compiled well. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof PointKey key && systemId == key.systemId && path.equals(key.path));
  }

  @Override
  public int hashCode() {
    return 31 * systemId + path.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
