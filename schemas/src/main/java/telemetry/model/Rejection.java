package telemetry.model;

/**
 * A clear answer to bad input.
 *
 * @param reason the code
 * @param where the field, column or record part
 * @param expected what was wanted
 * @param found what was there, shortened, never a credential or a whole payload
 */
public record Rejection(RejectReason reason, String where, String expected, String found) {
  private static final int MAX_FOUND = 200;

  /** Shortens what was found. */
  public Rejection {
    if (found.length() > MAX_FOUND) {
      found = found.substring(0, MAX_FOUND) + "…";
    }
  }

  /** One line for people. */
  public String text() {
    return where + ": wanted " + expected + ", found " + found;
  }
}
