package telemetry.deploy.corrections;

import java.util.List;
import java.util.Set;
import telemetry.control.ControlLog;
import telemetry.deploy.replay.ReplayException;
import telemetry.model.PointAlias;
import telemetry.model.PointKey;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;

/**
 * Brings the readings of a duplicate point home: an alias for those that come, corrections for
 * those that came.
 */
public final class PointMerge {
  private final Corrections corrections;
  private final PointKey from;
  private final PointKey into;
  private final Merge merge;
  private final Scope scope;

  /**
   * What a merge would do.
   *
   * @param plan what would be sent
   * @param overlaps instants that both points spoke of
   */
  public record Planned(CorrectionPlan plan, long overlaps) {}

  /**
   * Of two points.
   *
   * @throws ReplayException if they are not of one system
   */
  public PointMerge(Corrections corrections, PointKey from, PointKey into) {
    if (from.systemId() != into.systemId() || from.equals(into)) {
      throw new ReplayException("wanted two points of one system, found " + from + " and " + into);
    }
    this.corrections = corrections;
    this.from = from;
    this.into = into;
    this.merge = new Merge(from.path(), into.path());
    this.scope = Corrections.ever(from.systemId(), Set.of(from, into));
  }

  /**
   * Looks; sends nothing.
   *
   * @throws ReplayException if the log knows no such point, or they are of two kinds
   */
  public Planned plan(List<Extent> extents) {
    var polls = corrections.fold(scope, extents).all();
    merge
        .contradiction(polls)
        .ifPresent(
            problem -> {
              throw new ReplayException(problem);
            });
    return new Planned(merge.plan(polls, corrections.now()), merge.overlaps(polls));
  }

  /** Does it: first the alias, so that nothing comes by the old name any more. */
  public Batch run(String who, String reason, List<Extent> before, Judge judge) {
    judge.require(plan(before).plan());
    Batch batch = corrections.open(Corrections.MERGE, scope, who, reason, before, null);
    ControlLog control = corrections.control();
    var alias = new PointAlias(from.systemId(), from.path(), into.path(), batch.id());
    // The alias is that of the merge that made it: a second run leaves it, so that undo finds it.
    // One that was broken off before it sent anything has nothing to undo, and leaves it to this.
    if (!(control.facts().get(alias.key()) instanceof PointAlias stands)
        || !stands.into().equals(into.path())
        || !corrections.holds(stands.batch())) {
      control.write(alias);
    }
    corrections.awaitNormalisedSince();
    return corrections.send(batch, plan(corrections.extents()).plan());
  }

  /** Whether a plan may be run; throws if not. */
  public interface Judge {
    /** Looks at it. */
    void require(CorrectionPlan plan);
  }
}
