package telemetry.sink.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.PointKey;

/**
 * A row of 5 minutes as it stands in the table, right or wrong.
 *
 * @param key its point
 * @param kind the point's
 * @param unit the point's
 * @param end of its interval
 * @param base what it was computed from begins here: the instant of its counter's base, or its
 *     interval's start
 * @param offset how much of its partition of {@code telemetry.readings} it was computed from
 * @param says column to text; numbers to the last bit
 */
public record WindowRow(
    PointKey key,
    Kind kind,
    String unit,
    Instant end,
    Instant base,
    long offset,
    Map<String, String> says) {
  /** Keeps the map from changing. */
  public WindowRow {
    says = Collections.unmodifiableMap(new LinkedHashMap<>(says));
  }

  /** What a row says, status and revision apart: those tell how it came, not what is so. */
  static Map<String, String> says(Aggregate row) {
    var says = new LinkedHashMap<String, String>();
    says.put("kind", row.kind().name());
    says.put("interval_start", row.intervalStart().toString());
    says.put("avg", String.valueOf(row.avg()));
    says.put("min", String.valueOf(row.min()));
    says.put("max", String.valueOf(row.max()));
    says.put("last", String.valueOf(row.last()));
    says.put("last_text", String.valueOf(row.lastText()));
    says.put("delta", String.valueOf(row.delta()));
    says.put("delta_since", String.valueOf(row.deltaSince()));
    says.put("sample_count", Integer.toString(row.sampleCount()));
    says.put("error_count", Integer.toString(row.errorCount()));
    says.put("reset_count", Integer.toString(row.resetCount()));
    says.put("quality", row.quality().name());
    return says;
  }

  /** Whether it says that no reading is there. */
  public boolean isEmpty() {
    return "0".equals(says.get("sample_count")) && "0".equals(says.get("error_count"));
  }

  /** Where the row says something else than the log does. */
  public Optional<String> differenceFrom(Aggregate derived) {
    List<String> differences = new ArrayList<>();
    says(derived)
        .forEach(
            (column, wanted) -> {
              String found = says.get(column);
              if (!Objects.equals(wanted, found)) {
                differences.add("%s: wanted %s, found %s".formatted(column, wanted, found));
              }
            });
    return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences));
  }
}
