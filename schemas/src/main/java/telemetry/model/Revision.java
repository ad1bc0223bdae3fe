package telemetry.model;

/**
 * How much of the truth a row was computed from; the newer knowledge wins.
 *
 * @param epoch the incarnation of {@code telemetry.readings} (0 for imported history)
 * @param offset the offset in the system's partition of {@code telemetry.readings} up to which the
 *     whole log is in the row
 * @param batch 0 live; grows with each undo
 */
public record Revision(int epoch, long offset, int batch) implements Comparable<Revision> {
  @Override
  public int compareTo(Revision other) {
    int byEpoch = Integer.compare(epoch, other.epoch);
    if (byEpoch != 0) {
      return byEpoch;
    }
    int byOffset = Long.compare(offset, other.offset);
    return byOffset != 0 ? byOffset : Integer.compare(batch, other.batch);
  }
}
