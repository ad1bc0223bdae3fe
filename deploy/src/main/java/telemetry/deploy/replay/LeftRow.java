package telemetry.deploy.replay;

import java.time.Instant;
import telemetry.model.SystemReading;
import telemetry.replay.Undo;
import telemetry.topics.Topics;

/**
 * What an undo leaves as it is.
 *
 * @param topic of its table, or of the readings
 * @param name the point's; of a poll, its system's and source's
 * @param at the end of its interval; of a poll, when it was measured
 * @param why why
 */
public record LeftRow(String topic, String name, Instant at, Undo.Stays why) {
  static LeftRow of(Undo.Left left) {
    return new LeftRow(
        left.row().rows().name(),
        left.row().key().point().text(),
        left.row().key().end(),
        left.why());
  }

  /** A poll stays where another version of it was received since. */
  static LeftRow of(SystemReading poll) {
    return new LeftRow(
        Topics.READINGS.name(),
        poll.systemId() + "/" + poll.source(),
        poll.measuredAt(),
        Undo.Stays.NEWER);
  }
}
