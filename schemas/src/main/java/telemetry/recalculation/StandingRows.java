package telemetry.recalculation;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import telemetry.model.Aggregate;
import telemetry.topics.Topic;

/** The rows that stand in the tables. */
public interface StandingRows extends AutoCloseable {
  /** The systems that have, or may have, rows. */
  Set<Integer> systems();

  /** A system's rows whose interval ends in (after, until]. */
  Map<RowKey, Standing> of(Topic<Aggregate> rows, int systemId, Instant after, Instant until);

  /** Before this, the table of a topic keeps no rows. */
  Instant horizon(Topic<Aggregate> rows);

  @Override
  void close();
}
