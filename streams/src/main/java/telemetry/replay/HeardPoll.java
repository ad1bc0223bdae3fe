package telemetry.replay;

import java.util.HashSet;
import java.util.Objects;
import telemetry.model.Op;
import telemetry.model.RawPosition;
import telemetry.model.SystemReading;
import telemetry.window.Position;

/**
 * A version of a poll, and when it was received.
 *
 * @param reading what it says
 * @param position when it was received
 */
record HeardPoll(SystemReading reading, Position position) {
  /** One that stands in the log of readings. */
  static HeardPoll of(SystemReading reading, long offset) {
    RawPosition raw = reading.raw();
    Integer batch = reading.batch();
    return new HeardPoll(
        reading,
        new Position(
            batch == null ? 0 : batch, raw == null ? Position.NO_RAW : raw.offset(), offset));
  }

  PollKey key() {
    return PollKey.of(reading);
  }

  /** Whether there is a poll after it. */
  boolean stands() {
    return reading.op() == Op.PUT;
  }

  /** Whether today's decoders have nothing to say against it: it did not come from bytes. */
  boolean isSaidByItself() {
    return position.raw() == Position.NO_RAW || position.batch() != 0;
  }

  /** Whether another says exactly the same; when it was received does not matter. */
  boolean says(HeardPoll other) {
    return says(reading, other.reading);
  }

  static boolean says(SystemReading one, SystemReading other) {
    return one.op() == other.op()
        && Objects.equals(one.intervalStart(), other.intervalStart())
        && new HashSet<>(one.values()).equals(new HashSet<>(other.values()));
  }
}
