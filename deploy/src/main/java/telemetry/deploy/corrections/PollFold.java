package telemetry.deploy.corrections;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import telemetry.model.SystemReading;

/** Of every poll, the one that was received last: the same rule as in the windows. */
final class PollFold {
  private final TreeMap<PollName, StandingPoll> polls = new TreeMap<>();

  /** The next record of the log. */
  void add(SystemReading reading, long offset) {
    StandingPoll next = StandingPoll.of(reading, offset);
    polls.merge(PollName.of(reading), next, PollFold::later);
  }

  private static StandingPoll later(StandingPoll stands, StandingPoll next) {
    boolean repeat = StandingPoll.sameSaid(stands.reading(), next.reading());
    return !repeat && next.position().isAfter(stands.position()) ? next : stands;
  }

  /** What counts of a poll; a void counts too. */
  Optional<StandingPoll> of(PollName name) {
    return Optional.ofNullable(polls.get(name));
  }

  /** Everything, in the order of systems and time. */
  Map<PollName, StandingPoll> all() {
    return polls;
  }
}
