package telemetry.model;

/** System ids: positive 32-bit integers, written in decimal without sign or leading zeros. */
public final class SystemIds {
  private SystemIds() {}

  /**
   * Returns the id itself.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public static int require(int systemId) {
    if (systemId < 1) {
      throw new IllegalArgumentException("system: wanted an id from 1, found " + systemId);
    }
    return systemId;
  }

  /**
   * Reads an id as it is written in a Kafka key.
   *
   * @throws IllegalArgumentException if the text is not exactly how an id is written
   */
  public static int parse(String text) {
    try {
      int id = Integer.parseInt(text);
      if (id > 0 && Integer.toString(id).equals(text)) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Said below, with what was wanted.
    }
    throw new IllegalArgumentException(
        "system: wanted a decimal id from 1, found '"
            + (text.length() > 40 ? text.substring(0, 40) + "…" : text)
            + "'");
  }
}
