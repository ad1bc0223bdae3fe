package telemetry.sink.batch;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is kept, and how long.
 *
 * @param days how many days each table keeps its rows; 0 for ever
 * @param compressDays after how many days rows are compressed, where they can be; 0 for never
 * @param samples whether every reading is kept, or the newest of each point alone
 */
public record Keep(Map<RowTable, Integer> days, int compressDays, boolean samples) {
  /** The least that a table may keep, so that nothing of the last days can be lost by a mistake. */
  public static final int LEAST_DAYS = 7;

  /** When rows are compressed where nobody says otherwise: few come so late. */
  public static final int COMPRESS_DAYS = 30;

  /** What holds where nobody says otherwise. */
  public static final Keep USUAL = usual();

  /** Refuses what is too short. */
  public Keep {
    days = Map.copyOf(days);
    days.forEach(
        (table, kept) -> {
          if (kept != 0 && kept < LEAST_DAYS) {
            throw new IllegalArgumentException(
                table.label() + ": wanted 0 or " + LEAST_DAYS + " days or more, found " + kept);
          }
        });
  }

  /** Nothing special about when rows are compressed. */
  public Keep(Map<RowTable, Integer> days, boolean samples) {
    this(days, COMPRESS_DAYS, samples);
  }

  private static Keep usual() {
    var days = new EnumMap<RowTable, Integer>(RowTable.class);
    for (RowTable table : RowTable.values()) {
      days.put(table, table.keepDays());
    }
    return new Keep(days, COMPRESS_DAYS, false);
  }

  /** Days that a table keeps; 0 for ever. */
  public int of(RowTable table) {
    return days.getOrDefault(table, table.keepDays());
  }
}
