package telemetry.recalculation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Revision;
import telemetry.topics.Topic;

/**
 * A row that a recalculation writes, and what stood there before.
 *
 * @param rows the topic of its table
 * @param key its name
 * @param kind of its point
 * @param unit of its point
 * @param start its interval's start
 * @param written the revision that it is written with
 * @param former what stood there; null if nothing did
 */
public record Replaced(
    Topic<Aggregate> rows,
    RowKey key,
    Kind kind,
    String unit,
    Instant start,
    Revision written,
    @Nullable Standing former) {}
