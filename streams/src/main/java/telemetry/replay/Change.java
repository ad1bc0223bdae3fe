package telemetry.replay;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.recalculation.Replaced;
import telemetry.recalculation.RowKey;
import telemetry.recalculation.Standing;
import telemetry.topics.Topic;

/**
 * A row that is to be written.
 *
 * @param rows the topic of its table
 * @param now the row
 * @param former what stands; null if nothing does
 */
public record Change(Topic<Aggregate> rows, Aggregate now, @Nullable Standing former) {
  private record Column(String name, Function<Standing, @Nullable Double> number) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("avg", Standing::avg),
          new Column("min", Standing::min),
          new Column("max", Standing::max),
          new Column("last", Standing::last),
          new Column("delta", Standing::delta));

  /** As it is recorded. */
  Replaced replaced() {
    return new Replaced(
        rows, RowKey.of(now), now.kind(), now.unit(), now.intervalStart(), now.revision(), former);
  }

  /** The number that changes most; null if none changes. */
  Line.@Nullable Largest largest() {
    Line.Largest largest = null;
    Standing after = Standing.of(now);
    for (Column column : COLUMNS) {
      Double from = former == null ? null : column.number().apply(former);
      Double to = column.number().apply(after);
      if (!Objects.equals(from, to)) {
        var candidate = new Line.Largest(RowKey.of(now), column.name(), from, to);
        largest = largest == null || candidate.size() > largest.size() ? candidate : largest;
      }
    }
    return largest;
  }
}
