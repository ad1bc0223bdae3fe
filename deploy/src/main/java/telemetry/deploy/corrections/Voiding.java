package telemetry.deploy.corrections;

import java.util.List;
import java.util.Set;
import telemetry.model.PointValue;

/**
 * Polls, or some points of them, are to be as if they had never been.
 *
 * @param points these; the whole poll if it is empty
 */
public record Voiding(Set<String> points) implements Edit {
  /** Copies. */
  public Voiding {
    points = Set.copyOf(points);
  }

  @Override
  public List<PointValue> of(List<PointValue> values) {
    return points.isEmpty()
        ? List.of()
        : values.stream().filter(value -> !points.contains(value.point())).toList();
  }
}
