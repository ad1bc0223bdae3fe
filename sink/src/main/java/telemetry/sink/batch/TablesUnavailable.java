package telemetry.sink.batch;

/** The tables cannot be written now: wait, and try the same again. */
public final class TablesUnavailable extends RuntimeException {
  private final boolean tooSlow;

  /**
   * Says why.
   *
   * @param reason for people: SQLSTATE and the server's words, no row, no credential
   * @param tooSlow whether less at once might succeed
   */
  public TablesUnavailable(String reason, boolean tooSlow, Throwable cause) {
    super(reason, cause);
    this.tooSlow = tooSlow;
  }

  /** Whether less at once might succeed. */
  public boolean tooSlow() {
    return tooSlow;
  }
}
