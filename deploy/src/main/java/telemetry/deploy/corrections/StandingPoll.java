package telemetry.deploy.corrections;

import java.util.Objects;
import java.util.Set;
import telemetry.model.Op;
import telemetry.model.SystemReading;
import telemetry.window.Position;

/**
 * A poll as it counts.
 *
 * @param reading what it says
 * @param position when it was received
 */
public record StandingPoll(SystemReading reading, Position position) {
  static StandingPoll of(SystemReading reading, long offset) {
    Integer batch = reading.batch();
    var raw = reading.raw();
    return new StandingPoll(
        reading,
        new Position(
            batch == null ? 0 : batch, raw == null ? Position.NO_RAW : raw.offset(), offset));
  }

  boolean isVoid() {
    return reading.op() == Op.VOID;
  }

  /** Whether both say the same, whenever they were received. */
  static boolean sameSaid(SystemReading one, SystemReading other) {
    return one.op() == other.op()
        && Objects.equals(one.intervalStart(), other.intervalStart())
        && Set.copyOf(one.values()).equals(Set.copyOf(other.values()));
  }
}
