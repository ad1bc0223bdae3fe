package telemetry.deploy.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;
import telemetry.replay.Line;
import telemetry.replay.Plan;

/** A plan for programs. */
public final class PlanReport {
  private PlanReport() {}

  /**
   * Its fields.
   *
   * @param refusal why it must not be run, if it must not
   */
  public static Map<String, @Nullable Object> fields(
      Scope scope, List<Extent> log, Plan plan, @Nullable String refusal) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("ok", refusal == null);
    fields.put("refusal", refusal);
    fields.put("scope", scope(scope));
    fields.put("log", log.stream().map(PlanReport::extent).toList());
    fields.put("rows", counts(plan.counts()));
    fields.put("hash", Map.of("before", plan.before().text(), "after", plan.after().text()));
    var points = new ArrayList<Map<String, @Nullable Object>>();
    plan.lines().forEach((key, line) -> points.add(line(key, line)));
    fields.put("points", points);
    var energy = new ArrayList<Map<String, @Nullable Object>>();
    plan.energy().forEach((key, change) -> energy.add(energy(key, change)));
    fields.put("energy", energy);
    return fields;
  }

  /** The fields of a scope. */
  public static Map<String, Object> scope(Scope scope) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("from", scope.after().toString());
    fields.put("to", scope.until().toString());
    fields.put("systems", scope.systems().stream().sorted().toList());
    fields.put("points", scope.points().stream().map(Object::toString).sorted().toList());
    return fields;
  }

  /** The fields of counts. */
  public static Map<String, Object> counts(Counts counts) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("add", counts.added());
    fields.put("change", counts.changed());
    fields.put("delete", counts.emptied());
    fields.put("leave", counts.left());
    fields.put("newer", counts.newer());
    fields.put("unprovable", counts.unprovable());
    fields.put("imported", counts.imported());
    fields.put("expired", counts.expired());
    return fields;
  }

  /** The fields of what is read of a partition. */
  public static Map<String, @Nullable Object> extent(Extent extent) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("begin", extent.begin());
    fields.put("end", extent.end());
    fields.put("missingUntil", extent.floor() == Extent.WHOLE ? null : extent.floor());
    return fields;
  }

  private static Map<String, @Nullable Object> line(Line.Key key, Line line) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("system", key.point().systemId());
    fields.put("point", key.point().path());
    fields.put("topic", key.topic());
    fields.putAll(counts(line.counts()));
    Line.Largest largest = line.largest();
    fields.put("largest", largest == null ? null : largest(largest));
    return fields;
  }

  private static Map<String, @Nullable Object> largest(Line.Largest largest) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("at", largest.row().end().toString());
    fields.put("column", largest.column());
    fields.put("from", largest.from());
    fields.put("to", largest.to());
    return fields;
  }

  private static Map<String, @Nullable Object> energy(Plan.EnergyKey key, Plan.Energy change) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("system", key.point().systemId());
    fields.put("point", key.point().path());
    fields.put("day", key.day().toString());
    fields.put("unit", key.unit());
    fields.put("before", change.before());
    fields.put("after", change.after());
    return fields;
  }
}
