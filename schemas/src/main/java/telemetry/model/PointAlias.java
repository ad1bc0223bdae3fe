package telemetry.model;

/**
 * A point that is another: what is heard of it is heard of that one.
 *
 * @param systemId the system of both
 * @param from the path that is not to be used any more
 * @param into the path that is
 * @param batch the merge that said so
 */
public record PointAlias(int systemId, String from, String into, int batch) implements Control {
  private static final String PREFIX = "alias/";

  /** Refuses what would name itself. */
  public PointAlias {
    SystemIds.require(systemId);
    PointKey.requirePath(from);
    PointKey.requirePath(into);
    if (from.equals(into)) {
      throw new IllegalArgumentException("alias: wanted another point, found " + from + " itself");
    }
  }

  /** Whether a key is one of an alias. */
  public static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }

  /** The key of a point's alias. */
  public static String key(int systemId, String from) {
    return PREFIX + systemId + "/" + from;
  }

  @Override
  public String key() {
    return key(systemId, from);
  }
}
