package telemetry.recalculation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;

/**
 * A row as it stands in a table. Unlike an {@link Aggregate} it may be anything: somebody may have
 * taken the constraints away and changed it.
 *
 * @param key the point
 * @param kind how the row says that it behaves
 * @param unit of the point
 * @param start exclusive
 * @param end inclusive
 * @param avg as it stands, as are the others
 */
public record Standing(
    PointKey key,
    Kind kind,
    String unit,
    Instant start,
    Instant end,
    @Nullable Double avg,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Double last,
    @Nullable String lastText,
    @Nullable Double delta,
    @Nullable Instant deltaSince,
    int sampleCount,
    int errorCount,
    int resetCount,
    Quality quality,
    Status status,
    Revision revision,
    Origin origin) {
  /** A row that is as it must be. */
  public static Standing of(Aggregate row) {
    return new Standing(
        row.key(),
        row.kind(),
        row.unit(),
        row.intervalStart(),
        row.intervalEnd(),
        row.avg(),
        row.min(),
        row.max(),
        row.last(),
        row.lastText(),
        row.delta(),
        row.deltaSince(),
        row.sampleCount(),
        row.errorCount(),
        row.resetCount(),
        row.quality(),
        row.status(),
        row.revision(),
        row.origin());
  }

  /** Whether it only says that nothing is there. */
  public boolean isEmpty() {
    return status == Status.EMPTY;
  }

  /** Its name. */
  public RowKey name() {
    return new RowKey(key, end);
  }

  /**
   * The same with another revision, as a row that may be published; nothing if it breaks the rules
   * of its kind.
   */
  public Optional<Aggregate> with(Revision other) {
    try {
      return Optional.of(
          new Aggregate(
              key,
              kind,
              unit,
              start,
              end,
              avg,
              min,
              max,
              last,
              lastText,
              delta,
              deltaSince,
              sampleCount,
              errorCount,
              resetCount,
              quality,
              status,
              other,
              origin));
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  /** Whether a row says the same of its interval; who said so, and when, is no part of it. */
  public boolean saysSame(Aggregate row) {
    return kind == row.kind()
        && start.equals(row.intervalStart())
        && Objects.equals(avg, row.avg())
        && Objects.equals(min, row.min())
        && Objects.equals(max, row.max())
        && Objects.equals(last, row.last())
        && Objects.equals(lastText, row.lastText())
        && Objects.equals(delta, row.delta())
        && Objects.equals(deltaSince, row.deltaSince())
        && sampleCount == row.sampleCount()
        && errorCount == row.errorCount()
        && resetCount == row.resetCount()
        && quality == row.quality();
  }
}
