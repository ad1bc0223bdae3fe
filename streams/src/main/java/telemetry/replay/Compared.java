package telemetry.replay;

import java.util.List;
import java.util.Map;
import telemetry.model.Aggregate;
import telemetry.recalculation.Checksum;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Piece;
import telemetry.recalculation.RowKey;
import telemetry.topics.Topic;

/**
 * A piece, compared with the tables.
 *
 * @param piece which
 * @param lines what becomes of its rows
 * @param before its rows as they stand
 * @param after its rows as they will
 * @param changes what is to be written, in the order of tables and names
 * @param given every row that the log gives, by table and name
 */
record Compared(
    Piece piece,
    Map<Line.Key, Counts> lines,
    Checksum before,
    Checksum after,
    List<Change> changes,
    Map<Topic<Aggregate>, Map<RowKey, Aggregate>> given) {
  /** What becomes of all its rows. */
  Counts counts() {
    return lines.values().stream().reduce(Counts.NONE, Counts::plus);
  }
}
