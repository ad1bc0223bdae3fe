package telemetry.deploy.corrections;

import java.util.List;
import telemetry.model.PointValue;

/** What is to become of a poll's values. */
@FunctionalInterface
public interface Edit {
  /**
   * The values that the poll is to have; none if there is to be no such poll. The same list if
   * nothing changes.
   */
  List<PointValue> of(List<PointValue> values);
}
