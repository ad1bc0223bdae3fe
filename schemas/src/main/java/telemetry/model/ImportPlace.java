package telemetry.model;

/**
 * How far a table of a legacy database is imported; written together with what it speaks of.
 *
 * @param name the import's name
 * @param table the table
 * @param rows how many of its rows are dealt with, in its order
 * @param sent those that went to the log
 * @param repeated those whose instant an earlier row had
 * @param present those whose instant the pipeline knew already
 * @param refused those that make no sense
 * @param other those of systems that nobody asked for
 * @param values values, or aggregates, that were sent
 * @param millis how long it took
 * @param done whether the table was read to its end
 * @param meaning a checksum of what its columns were taken for
 * @param content a checksum of the rows that are dealt with
 */
public record ImportPlace(
    String name,
    String table,
    long rows,
    long sent,
    long repeated,
    long present,
    long refused,
    long other,
    long values,
    long millis,
    boolean done,
    long meaning,
    long content)
    implements Control {

  /** Nothing was read yet. */
  public static ImportPlace begin(String name, String table, long meaning) {
    return new ImportPlace(name, table, 0, 0, 0, 0, 0, 0, 0, 0, false, meaning, 0);
  }

  /** The key of a table's place. */
  public static String key(String name, String table) {
    return "import/" + name + "/" + table;
  }

  @Override
  public String key() {
    return key(name, table);
  }
}
