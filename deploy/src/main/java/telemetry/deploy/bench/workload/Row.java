package telemetry.deploy.bench.workload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;

/**
 * What must stand of one interval of one point: all columns but those that say when and by whom it
 * was computed. Instants are epoch milliseconds.
 *
 * @param systemId the system
 * @param path the point
 * @param kind how it behaves
 * @param unit its unit
 * @param start exclusive
 * @param end inclusive
 * @param avg mean
 * @param min smallest
 * @param max largest
 * @param last newest number
 * @param lastText newest text
 * @param delta growth
 * @param deltaSince where it began
 * @param samples values that count
 * @param errors values that do not
 * @param resets how often a counter began again
 * @param quality the worst of the values
 */
public record Row(
    int systemId,
    String path,
    Kind kind,
    String unit,
    long start,
    long end,
    @Nullable Double avg,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Double last,
    @Nullable String lastText,
    @Nullable Double delta,
    @Nullable Long deltaSince,
    int samples,
    int errors,
    int resets,
    Quality quality) {

  /** The same of what the product says. */
  public static Row of(Aggregate row) {
    return new Row(
        row.key().systemId(),
        row.key().path(),
        row.kind(),
        row.unit(),
        row.intervalStart().toEpochMilli(),
        row.intervalEnd().toEpochMilli(),
        row.avg(),
        row.min(),
        row.max(),
        row.last(),
        row.lastText(),
        row.delta(),
        row.deltaSince() == null ? null : row.deltaSince().toEpochMilli(),
        row.sampleCount(),
        row.errorCount(),
        row.resetCount(),
        row.quality());
  }

  /** As the product says it, once it is settled. */
  public Aggregate settled(Revision revision) {
    return new Aggregate(
        new PointKey(systemId, path),
        kind,
        unit,
        Instant.ofEpochMilli(start),
        Instant.ofEpochMilli(end),
        avg,
        min,
        max,
        last,
        lastText,
        delta,
        deltaSince == null ? null : Instant.ofEpochMilli(deltaSince),
        samples,
        errors,
        resets,
        quality,
        Status.SETTLED,
        revision,
        Origin.LIVE);
  }

  /** The same with another mean and interval. */
  Row with(@Nullable Double mean, long from, long until) {
    return new Row(
        systemId,
        path,
        kind,
        unit,
        from,
        until,
        mean,
        min,
        max,
        last,
        lastText,
        delta,
        deltaSince,
        samples,
        errors,
        resets,
        quality);
  }

  /** The same without where the growth began, for whoever does not state it. */
  public Row withoutDeltaSince() {
    return new Row(
        systemId, path, kind, unit, start, end, avg, min, max, last, lastText, delta, null, samples,
        errors, resets, quality);
  }
}
