package telemetry.deploy.rejected;

/**
 * Where a record stands in {@code telemetry.rejected}; what people call it by.
 *
 * @param partition the partition
 * @param offset the offset in it
 */
public record Place(int partition, long offset) {
  /** As it is written: {@code 2/17}. */
  public String text() {
    return partition + "/" + offset;
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @throws IllegalArgumentException if the text is no place
   */
  public static Place parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      if (parts.length == 2) {
        return new Place(Integer.parseUnsignedInt(parts[0]), Long.parseUnsignedLong(parts[1]));
      }
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "place: wanted <partition>/<offset> as rejected list shows it, found '" + text + "'");
  }
}
