package telemetry.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The polls of one system that count: of each name the version received last. The same rule as in
 * the live windows: what is said again keeps its first place in the order.
 */
final class FoldedPolls {
  private final TreeMap<PollKey, HeardPoll> polls = new TreeMap<>();

  /** The last to say something, though it may have said what stood already. */
  private final Map<PollKey, HeardPoll> newest = new HashMap<>();

  void hear(HeardPoll poll) {
    newest.merge(
        poll.key(), poll, (one, now) -> now.position().isAfter(one.position()) ? now : one);
    polls.merge(
        poll.key(),
        poll,
        (stands, now) ->
            now.says(stands) || !now.position().isAfter(stands.position()) ? stands : now);
  }

  @Nullable HeardPoll of(PollKey key) {
    return polls.get(key);
  }

  /** Who was the last to speak of it. */
  @Nullable HeardPoll newest(PollKey key) {
    return newest.get(key);
  }

  /** All names, in the order of time. */
  Iterable<PollKey> keys() {
    return polls.keySet();
  }
}
