package telemetry.sink.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import telemetry.model.PointValue;
import telemetry.model.Redefinition.Meaning;
import telemetry.sink.batch.Poll;

/**
 * Of polls the values that can become the newest of their points: all that counts where only those
 * are kept. History is nearly all older than the newest poll of its batch.
 */
final class NewestReadings {
  /**
   * A poll and what of it counts.
   *
   * @param poll what was said
   * @param values those that no newer poll has
   */
  record Part(Poll poll, List<PointValue> values) {}

  /** By another meaning it says nothing of this one: it may be refused, and the older one not. */
  private record Said(String point, Meaning meaning) {
    static Said of(PointValue value) {
      return new Said(value.point(), Meaning.of(value));
    }
  }

  /** Until when the tables have readings of a system; what is newer cannot stand yet. */
  private final Map<Integer, Instant> reached;

  private final List<Part> parts = new ArrayList<>();
  private final Set<Said> seen = new HashSet<>();
  private List<PointValue> last = List.of();

  private NewestReadings(Map<Integer, Instant> reached) {
    this.reached = reached;
  }

  /**
   * The parts that count, in the order of the polls.
   *
   * @param polls each of one turn, in the order of their systems and times
   * @param reached until when the tables have readings of a system
   */
  static List<Part> of(List<Poll> polls, Map<Integer, Instant> reached) {
    var newest = new NewestReadings(reached);
    int system = 0;
    for (int end = polls.size(); end > 0; ) {
      int begin = end - 1;
      while (begin > 0 && isAtOnce(polls.get(begin - 1), polls.get(end - 1))) {
        begin--;
      }
      if (systemOf(polls.get(begin)) != system) {
        system = systemOf(polls.get(begin));
        newest.seen.clear();
        newest.last = List.of();
      }
      newest.addLatestFirst(polls.subList(begin, end));
      end = begin;
    }
    Collections.reverse(newest.parts);
    return newest.parts;
  }

  private static int systemOf(Poll poll) {
    return poll.version().reading().systemId();
  }

  private static boolean isAtOnce(Poll one, Poll other) {
    return systemOf(one) == systemOf(other) && one.measuredAt().equals(other.measuredAt());
  }

  /** Of what several sources say of one instant, that which was received last. */
  private void addLatestFirst(List<Poll> atOnce) {
    List<Poll> left = new ArrayList<>(atOnce);
    while (!left.isEmpty()) {
      Poll latest = left.get(0);
      for (Poll other : left) {
        latest = other.version().isAfter(latest.version()) ? other : latest;
      }
      left.remove(latest);
      add(latest);
    }
  }

  private void add(Poll poll) {
    List<PointValue> said = poll.version().reading().values();
    List<PointValue> counting = List.of();
    if (!samePoints(said, last)) {
      counting = said.stream().filter(value -> seen.add(Said.of(value))).toList();
      last = said;
    }
    Instant until = reached.get(systemOf(poll));
    if (!counting.isEmpty()
        || said.isEmpty()
        || (until != null && !poll.measuredAt().isAfter(until))) {
      parts.add(new Part(poll, counting));
    }
  }

  private static boolean samePoints(List<PointValue> one, List<PointValue> other) {
    if (one.size() != other.size() || one.isEmpty()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      PointValue here = one.get(i);
      PointValue there = other.get(i);
      if (!here.point().equals(there.point())
          || here.kind() != there.kind()
          || !here.unit().equals(there.unit())) {
        return false;
      }
    }
    return true;
  }
}
