package telemetry.deploy.corrections;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import telemetry.control.ControlLog;
import telemetry.deploy.replay.ReplayException;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.Redefinition;
import telemetry.model.Redefinition.Meaning;
import telemetry.model.SystemReading;
import telemetry.recalculation.Extent;
import telemetry.sink.jdbc.PointMeanings;

/**
 * Says what a point means where it was heard as something else, and wrongly: a fact for those who
 * hear it, and the same in its row. What was heard before is said again by a replay of the raw log.
 */
public final class PointRedefinition {
  private final Corrections corrections;
  private final PointMeanings tables;
  private final PointKey point;
  private final Meaning wanted;

  /**
   * How often a point was called something.
   *
   * @param polls how often
   * @param first when that was measured first
   * @param last when that was measured last
   */
  public record Said(long polls, Instant first, Instant last) {
    private static Said of(Instant at) {
      return new Said(1, at, at);
    }

    /** Both together. */
    public Said plus(Said other) {
      return new Said(
          polls + other.polls,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  /**
   * What would become of it.
   *
   * @param point the point
   * @param stands what it is heard as
   * @param wanted what it is to be heard as
   * @param said what the log calls it, and how often; what was refused too
   * @param rows how many 5-minute rows stand, by their kind
   * @param before the redefinition that stands; null if there is none
   * @param inTable what the table of points says; null if it has no row yet
   */
  public record Planned(
      PointKey point,
      Meaning stands,
      Meaning wanted,
      Map<Meaning, Said> said,
      Map<Kind, Long> rows,
      @Nullable Redefinition before,
      @Nullable Meaning inTable) {
    /** Whether everybody knows it already. */
    public boolean isSo() {
      return stands.equals(wanted)
          && (before == null || before.since() != Redefinition.NOT_YET)
          && (inTable == null || inTable.equals(wanted));
    }
  }

  /** Of a point. */
  public PointRedefinition(Corrections corrections, PointKey point, Meaning wanted) {
    this.corrections = corrections;
    this.tables = new PointMeanings(corrections.database());
    this.point = point;
    this.wanted = wanted;
  }

  /**
   * Looks; states nothing.
   *
   * @throws ReplayException if the log knows no such point
   */
  public Planned plan(List<Extent> extents) {
    var said = new LinkedHashMap<Meaning, Said>();
    corrections.read(
        Corrections.ever(point.systemId(), Set.of()),
        extents,
        (reading, offset, appendedAt) -> count(reading, said));
    Redefinition before =
        corrections.control().facts().get(Redefinition.key(point)) instanceof Redefinition stated
            ? stated
            : null;
    if (before == null && said.isEmpty()) {
      throw new ReplayException(
          point + ": wanted a point that the log knows, found none; nothing is stated");
    }
    // The log's first word counts, not the table's: the sink may have met a refused reading first.
    Meaning stands = before == null ? said.keySet().iterator().next() : before.now();
    return new Planned(
        point, stands, wanted, said, tables.rows(point), before, tables.of(point).orElse(null));
  }

  private void count(SystemReading reading, Map<Meaning, Said> said) {
    for (PointValue value : reading.values()) {
      if (value.point().equals(point.path())) {
        said.merge(Meaning.of(value), Said.of(reading.measuredAt()), Said::plus);
      }
    }
  }

  /**
   * States it: first so that both meanings are heard, and once all have heard of it and what came
   * before is understood, so that nothing but the new one is.
   */
  public Redefinition run(Planned planned, String who, String reason) {
    ControlLog control = corrections.control();
    var stated =
        new Redefinition(
            point.systemId(),
            point.path(),
            wanted,
            former(planned),
            Redefinition.NOT_YET,
            who,
            reason,
            corrections.now());
    control.write(stated);
    corrections.awaitNormalisedSince();
    Redefinition known = stated.since(corrections.end(point.systemId()));
    control.write(known);
    tables.put(point, wanted);
    return known;
  }

  private List<Meaning> former(Planned planned) {
    var former = new ArrayList<Meaning>();
    Redefinition before = planned.before();
    if (before != null) {
      former.addAll(before.former());
    }
    if (!former.contains(planned.stands())) {
      former.add(planned.stands());
    }
    if (former.size() > 1) {
      former.remove(wanted);
    }
    return former;
  }
}
