package telemetry.replay.kafka;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** What replays can be set to. */
public final class ReplaySettings {
  /** The pace of what is written. */
  public static final String ROWS_PER_SECOND = "replay.rows.per.second";

  /** How much is heard at once. */
  public static final String MEMORY_READINGS = "replay.memory.readings";

  /** How late live rows may become. */
  public static final String LIVE_LATENESS = "replay.live.lateness.ms";

  private ReplaySettings() {}

  /** Every setting: name, type, default, check and text. */
  public static ConfigDef declared() {
    return new ConfigDef()
        .define(
            ROWS_PER_SECOND,
            Type.INT,
            20_000,
            Range.between(1, 10_000_000),
            Importance.MEDIUM,
            "The most rows that a replay sends in a second, so that live rows are not held up.")
        .define(
            LIVE_LATENESS,
            Type.LONG,
            5_000,
            Range.between(0, 86_400_000),
            Importance.MEDIUM,
            "How late live rows may become, in milliseconds: a replay sends nothing while they are"
                + " later; 0 for as late as it makes them.")
        .define(
            MEMORY_READINGS,
            Type.INT,
            250_000,
            Range.between(1, 100_000_000),
            Importance.MEDIUM,
            "How many readings a replay holds in memory at once; systems that do not fit together"
                + " are read one after the other.");
  }
}
