package telemetry.recalculation;

/**
 * What became of the rows that were looked at; each is in exactly one of these.
 *
 * @param added there was none
 * @param changed one that says something else is replaced
 * @param emptied one that no reading speaks of is replaced by an empty one
 * @param left it says what it must already
 * @param newer it knows more than what was computed here: left
 * @param unprovable what it was computed from is no longer all in the log: left
 * @param imported history that has no readings: left
 * @param expired older than its table keeps: left
 */
public record Counts(
    long added,
    long changed,
    long emptied,
    long left,
    long newer,
    long unprovable,
    long imported,
    long expired) {
  /** Nothing was looked at. */
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

  /** A row that is added. */
  public static final Counts ONE_ADDED = new Counts(1, 0, 0, 0, 0, 0, 0, 0);

  /** A row that is changed. */
  public static final Counts ONE_CHANGED = new Counts(0, 1, 0, 0, 0, 0, 0, 0);

  /** A row that is emptied. */
  public static final Counts ONE_EMPTIED = new Counts(0, 0, 1, 0, 0, 0, 0, 0);

  /** A row that says what it must. */
  public static final Counts ONE_LEFT = new Counts(0, 0, 0, 1, 0, 0, 0, 0);

  /** A row that knows more. */
  public static final Counts ONE_NEWER = new Counts(0, 0, 0, 0, 1, 0, 0, 0);

  /** A row whose readings are gone. */
  public static final Counts ONE_UNPROVABLE = new Counts(0, 0, 0, 0, 0, 1, 0, 0);

  /** A row that was imported. */
  public static final Counts ONE_IMPORTED = new Counts(0, 0, 0, 0, 0, 0, 1, 0);

  /** A row that is too old. */
  public static final Counts ONE_EXPIRED = new Counts(0, 0, 0, 0, 0, 0, 0, 1);

  /** Both together. */
  public Counts plus(Counts other) {
    return new Counts(
        added + other.added,
        changed + other.changed,
        emptied + other.emptied,
        left + other.left,
        newer + other.newer,
        unprovable + other.unprovable,
        imported + other.imported,
        expired + other.expired);
  }

  /** The rows that are written. */
  public long written() {
    return added + changed + emptied;
  }
}
