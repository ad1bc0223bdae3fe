package telemetry.model;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One poll of one system: everything that one source said at one instant. Its identity is (system,
 * source, measuredAt); the one received last replaces the earlier one whole.
 *
 * @param systemId the system
 * @param vendor whose decoder gave the values
 * @param source the vendor's stream, so that two streams meet in one instant without erasing each
 *     other
 * @param op put or void
 * @param measuredAt the instant, to the millisecond
 * @param intervalStart for amounts: where the interval that ends at measuredAt began, if known
 * @param receivedAt when the gateway had it
 * @param raw where its bytes stand in {@code telemetry.raw}, if they came through there; where they
 *     were decoded again, the newest record that had a say in this poll
 * @param batch the deliberate batch (amend, undo) that wrote it, if one did
 * @param values one entry a point, at most {@value #MAX_POINTS}; empty for a void
 */
public record SystemReading(
    int systemId,
    String vendor,
    String source,
    Op op,
    Instant measuredAt,
    @Nullable Instant intervalStart,
    Instant receivedAt,
    @Nullable RawPosition raw,
    @Nullable Integer batch,
    List<PointValue> values) {

  /** The most points that one poll may hold. */
  public static final int MAX_POINTS = 2000;

  private static final int FEW = 24;
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** Refuses contradictions. */
  public SystemReading {
    SystemIds.require(systemId);
    PointKey.requirePath(source);
    requireCalendar("measuredAt", measuredAt);
    requireCalendar("receivedAt", receivedAt);
    if (intervalStart != null) {
      requireCalendar("intervalStart", intervalStart);
    }
    if (op == Op.VOID && !values.isEmpty()) {
      throw new IllegalArgumentException("values: wanted none in a void, found " + values.size());
    }
    if (op == Op.PUT && values.isEmpty()) {
      throw new IllegalArgumentException("values: wanted at least one, found none");
    }
    if (values.size() > MAX_POINTS) {
      throw new BadValue(
          RejectReason.TOO_MANY_POINTS,
          "values",
          "at most " + MAX_POINTS + " points",
          values.size());
    }
    if (intervalStart != null && intervalStart.isAfter(measuredAt)) {
      throw new IllegalArgumentException(
          "intervalStart: wanted at or before " + measuredAt + ", found " + intervalStart);
    }
    requireDistinct(values);
    values = List.copyOf(values);
  }

  /** This poll, but for what it says of its points. */
  public SystemReading with(List<PointValue> others) {
    return new SystemReading(
        systemId, vendor, source, op, measuredAt, intervalStart, receivedAt, raw, batch, others);
  }

  /** Milliseconds reach 292 million years; windows and tables do not. */
  private static void requireCalendar(String field, Instant instant) {
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new BadValue(
          RejectReason.BAD_FIELD, field, "from " + EARLIEST + " to " + LATEST, instant);
    }
  }

  private static void requireDistinct(List<PointValue> values) {
    if (values.size() <= FEW) {
      requireFewDistinct(values);
      return;
    }
    var seen = new HashSet<String>(values.size() * 2);
    for (PointValue value : values) {
      if (!seen.add(value.point())) {
        throw twice(value.point());
      }
    }
  }

  /** No set is made: only a point that shares six bits of its hash with a former is compared. */
  private static void requireFewDistinct(List<PointValue> values) {
    long met = 0;
    for (int i = 0; i < values.size(); i++) {
      String point = values.get(i).point();
      long bit = 1L << (point.hashCode() & 63);
      if ((met & bit) != 0) {
        for (int j = 0; j < i; j++) {
          if (values.get(j).point().equals(point)) {
            throw twice(point);
          }
        }
      }
      met |= bit;
    }
  }

  private static IllegalArgumentException twice(String point) {
    return new IllegalArgumentException(
        "values: wanted each point once, found " + point + " twice");
  }
}
