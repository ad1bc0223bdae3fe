package telemetry.deploy.corrections;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Value;

/**
 * Some points are to say something else.
 *
 * @param set what they are to say; a missing value counts as an error
 * @param scale what their numbers are to be multiplied by
 * @param bad those whose values are not to be trusted: they count as errors
 */
public record Amendment(Map<String, Value> set, Map<String, Double> scale, Set<String> bad)
    implements Edit {
  /** Copies. */
  public Amendment {
    set = Map.copyOf(set);
    scale = Map.copyOf(scale);
    bad = Set.copyOf(bad);
  }

  /** The points that it speaks of. */
  public Set<String> points() {
    var points = new TreeSet<>(set.keySet());
    points.addAll(scale.keySet());
    points.addAll(bad);
    return points;
  }

  @Override
  public List<PointValue> of(List<PointValue> values) {
    var now = new LinkedHashMap<String, PointValue>();
    values.forEach(value -> now.put(value.point(), of(value)));
    return List.copyOf(now.values());
  }

  private PointValue of(PointValue value) {
    String point = value.point();
    @Nullable Value said = set.get(point);
    Value next = said == null ? value.value() : said;
    Double factor = scale.get(point);
    if (factor != null && next instanceof Value.Num number) {
      next = Value.of(number.number() * factor);
    }
    Quality quality = bad.contains(point) ? Quality.BAD : value.quality();
    return new PointValue(point, value.kind(), value.unit(), next, quality);
  }
}
