package telemetry.deploy.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import telemetry.model.ImportPlace;

/**
 * A table that was imported.
 *
 * @param place its place at the end
 * @param total rows that it has
 * @param byHand rows a second that a table of its kind took where this was last done by hand, on
 *     one machine into one file of SQLite
 */
public record ImportedTable(ImportPlace place, long total, int byHand) {
  private static final int READINGS = 7_500;
  private static final int AGGREGATES = 15_900;

  static ImportedTable of(ImportJob job, ImportPlace end) {
    return new ImportedTable(end, job.total(), job.isOfAggregates() ? AGGREGATES : READINGS);
  }

  /** Rows a second that it took. */
  public long rate() {
    return place.millis() == 0 ? 0 : Math.round(place.rows() * 1000.0 / place.millis());
  }

  /** Whether every row is accounted for, once. */
  boolean isWhole() {
    long sum = place.sent() + place.repeated() + place.present() + place.refused() + place.other();
    return sum == total && place.rows() == total;
  }

  String said() {
    return "%s: %,d = %,d sent + %,d repeated + %,d there + %,d refused + %,d of others"
        .formatted(
            place.table(),
            total,
            place.sent(),
            place.repeated(),
            place.present(),
            place.refused(),
            place.other());
  }

  /** For programs. */
  Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("table", place.table());
    fields.put("rows", place.rows());
    fields.put("sent", place.sent());
    fields.put("repeated", place.repeated());
    fields.put("present", place.present());
    fields.put("refused", place.refused());
    fields.put("other", place.other());
    fields.put("values", place.values());
    fields.put("seconds", place.millis() / 1000.0);
    fields.put("rowsPerSecond", rate());
    fields.put("rowsPerSecondByHand", byHand);
    return fields;
  }
}
