package telemetry.deploy.imports;

import org.jspecify.annotations.Nullable;
import telemetry.model.Kind;

/**
 * The columns of a legacy table of 5-minute rows that speak of one point.
 *
 * @param point the point's path
 * @param kind how it behaves
 * @param unit of its numbers here
 * @param factor what the legacy numbers are multiplied by
 * @param avg the column of the mean, if there is one
 * @param min the column of the smallest
 * @param max the column of the largest
 * @param last the column of the newest
 * @param delta the column of the amount
 */
public record AggregateColumns(
    String point,
    Kind kind,
    String unit,
    double factor,
    @Nullable String avg,
    @Nullable String min,
    @Nullable String max,
    @Nullable String last,
    @Nullable String delta) {}
