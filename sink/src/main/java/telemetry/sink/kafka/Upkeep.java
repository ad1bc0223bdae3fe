package telemetry.sink.kafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.sink.batch.Tables;
import telemetry.sink.batch.TablesUnavailable;

/**
 * Looks after the tables' partitions now and then. It may fail: batches make the partitions that
 * they need, and what is too old can wait. So it never holds the writing up.
 */
final class Upkeep {
  static final long EVERY_MILLIS = 3_600_000;
  private static final long AGAIN_MILLIS = 60_000;
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final Tables tables;
  private long dueAt;

  Upkeep(Tables tables) {
    this.tables = tables;
  }

  /** One whose work somebody else does. */
  static Upkeep bySomebodyElse(Tables tables) {
    var upkeep = new Upkeep(tables);
    upkeep.dueAt = Long.MAX_VALUE;
    return upkeep;
  }

  /** Does it if it is due. */
  void at(long now) {
    if (now < dueAt) {
      return;
    }
    try {
      tables.maintain();
      dueAt = now + EVERY_MILLIS;
    } catch (TablesUnavailable e) {
      dueAt = now + AGAIN_MILLIS;
      LOG.atWarn()
          .setMessage("partitions not maintained")
          .addKeyValue("reason", e.getMessage())
          .log();
    }
  }
}
