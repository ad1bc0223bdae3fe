package telemetry.replay;

import java.util.List;
import telemetry.recalculation.Batch;
import telemetry.window.Span;

/** What is recomputed, and from what. */
public enum Source {
  /** Every row, from the log of readings. */
  READINGS("replay readings"),
  /** Hours and days alone, from the same: after a change of zone. */
  ROLL_UPS("replay rollups"),
  /** The readings, from the raw bytes; the rows follow by the ordinary way. */
  RAW("replay raw");

  private final String kind;

  Source(String kind) {
    this.kind = kind;
  }

  /** How such a recalculation is recorded. */
  public String kind() {
    return kind;
  }

  /** Of a recorded one. */
  public static Source of(Batch batch) {
    for (Source source : values()) {
      if (source.kind.equals(batch.opening().kind())) {
        return source;
      }
    }
    throw new IllegalStateException(
        "batch " + batch.id() + ": wanted a replay, found '" + batch.opening().kind() + "'");
  }

  /** The tables that it recomputes. */
  List<Table> tables() {
    return switch (this) {
      case READINGS -> Table.ALL;
      case ROLL_UPS ->
          Table.ALL.stream().filter(table -> table.span() != Span.FIVE_MINUTES).toList();
      case RAW -> List.of();
    };
  }
}
