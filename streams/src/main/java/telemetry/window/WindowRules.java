package telemetry.window;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import telemetry.model.Aggregate;
import telemetry.model.CounterLimits;
import telemetry.model.Interval;
import telemetry.model.Origin;
import telemetry.model.Redefinitions;
import telemetry.model.Revision;
import telemetry.model.Status;

/**
 * What the rules of windows leave to settings, and the epoch that revisions count in.
 *
 * @param epoch the incarnation of {@code telemetry.readings}
 * @param settle how long after its end a window is provisional
 * @param reach how far behind a system's newest reading a reading may be
 * @param silence when a point that used to report is silent
 * @param limits how fast counters can rise, in that epoch
 * @param redefinitions which points mean something else than what they were first heard as
 */
public record WindowRules(
    int epoch,
    Duration settle,
    Reach reach,
    SilenceRule silence,
    CounterLimits limits,
    Redefinitions redefinitions) {
  /** Version of the rules; a change of any answer raises it. */
  public static final int VERSION = 1;

  /**
   * What the state keeps beyond reach: a reading at the edge of reach changes windows a comeback
   * before it, whose chain begins a comeback before their start.
   */
  static final long MARGIN = 2 * CounterChain.COMEBACK + 2 * Interval.MILLIS;

  /** How much of each system stands in memory: what on-time and slightly late readings need. */
  private static final long RECENT = MARGIN + Interval.MILLIS;

  /** After ten of its usual periods a point is silent. */
  public static final int SILENCE = 10;

  private static final long PRUNE_EVERY = Duration.ofHours(1).toMillis();

  /** With the usual silence, one reach for all, and no limits. */
  public WindowRules(int epoch, Duration settle, Duration reach) {
    this(epoch, settle, new Reach(reach, Map.of()), new SilenceRule(SILENCE), CounterLimits.NONE);
  }

  /** Where each point means what it was first heard as. */
  public WindowRules(
      int epoch, Duration settle, Reach reach, SilenceRule silence, CounterLimits limits) {
    this(epoch, settle, reach, silence, limits, Redefinitions.NONE);
  }

  /** The same where some points mean something else. */
  public WindowRules with(Redefinitions other) {
    return new WindowRules(epoch, settle, reach, silence, limits, other);
  }

  /** The same with another reach. */
  public WindowRules with(Reach other) {
    return new WindowRules(epoch, settle, other, silence, limits, redefinitions);
  }

  /** The same with other limits. */
  public WindowRules with(CounterLimits other) {
    return new WindowRules(epoch, settle, reach, silence, other, redefinitions);
  }

  long settleMillis() {
    return settle.toMillis();
  }

  long recentMillis() {
    return RECENT;
  }

  long pruneMillis() {
    return PRUNE_EVERY;
  }

  /** The row with its name, status and revision. */
  Aggregate aggregate(
      PointTable.Point point,
      Period period,
      Row row,
      Mark mark,
      boolean settled,
      boolean corrected) {
    Status status =
        row.isEmpty()
            ? Status.EMPTY
            : corrected ? Status.CORRECTED : settled ? Status.SETTLED : Status.PROVISIONAL;
    return new Aggregate(
        point.key(),
        point.kind(),
        point.unit(),
        Instant.ofEpochMilli(period.start()),
        Instant.ofEpochMilli(period.end()),
        row.avg(),
        row.min(),
        row.max(),
        row.last(),
        row.lastText(),
        row.delta(),
        row.deltaSince() == null ? null : Instant.ofEpochMilli(row.deltaSince()),
        row.samples(),
        row.errors(),
        row.resets(),
        row.quality(),
        status,
        new Revision(epoch, mark.offset(), 0),
        Origin.LIVE);
  }
}
