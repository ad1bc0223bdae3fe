package telemetry.replay;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import telemetry.model.SystemReading;

/** How some polls of one partition stand in the log of readings. */
final class StandingPolls {
  private static final FoldedPolls NOTHING = new FoldedPolls();

  private final Map<Integer, FoldedPolls> systems = new HashMap<>();

  /**
   * Those of these names.
   *
   * @param named versions of them
   * @param end of the log
   */
  StandingPolls(ReadingLog log, int partition, Collection<SystemReading> named, long end) {
    Map<Integer, Set<PollKey>> names = new HashMap<>();
    Instant first = Instant.MAX;
    for (SystemReading poll : named) {
      first = poll.measuredAt().isBefore(first) ? poll.measuredAt() : first;
      names.computeIfAbsent(poll.systemId(), id -> new HashSet<>()).add(PollKey.of(poll));
    }
    if (!names.isEmpty()) {
      log.read(
          partition,
          first.toEpochMilli(),
          end,
          (reading, offset, appendedAt) -> {
            if (names.getOrDefault(reading.systemId(), Set.of()).contains(PollKey.of(reading))) {
              systems
                  .computeIfAbsent(reading.systemId(), id -> new FoldedPolls())
                  .hear(HeardPoll.of(reading, offset));
            }
          });
    }
  }

  /** Those of a system. */
  FoldedPolls of(int system) {
    return systems.getOrDefault(system, NOTHING);
  }
}
