package telemetry.sink.batch;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;

/**
 * What a batch says of one poll.
 *
 * @param last the version that was received last
 * @param gone points that only former versions beside it hold, as those said them
 */
public record Poll(LoggedReading last, List<PointValue> gone) {
  /** What names a poll, in the order of a system's time. */
  record Key(int systemId, Instant measuredAt, String source) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::systemId)
            .thenComparing(Key::measuredAt)
            .thenComparing(Key::source);

    static Key of(LoggedReading version) {
      SystemReading reading = version.reading();
      return new Key(reading.systemId(), reading.measuredAt(), reading.source());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Keeps the list from changing. */
  public Poll {
    gone = List.copyOf(gone);
  }

  /**
   * The poll after another version of it. An exact repeat changes nothing, not even when it was
   * received.
   */
  Poll heard(LoggedReading version) {
    if (saysTheSame(last.reading(), version.reading())) {
      return this;
    }
    boolean older = last.isAfter(version);
    LoggedReading standing = older ? last : version;
    LoggedReading former = older ? version : last;
    var points = new TreeMap<String, PointValue>();
    gone.forEach(value -> points.put(value.point(), value));
    former.reading().values().forEach(value -> points.put(value.point(), value));
    standing.reading().values().forEach(value -> points.remove(value.point()));
    return new Poll(standing, List.copyOf(points.values()));
  }

  private static boolean saysTheSame(SystemReading one, SystemReading other) {
    return one.op() == other.op()
        && Objects.equals(one.intervalStart(), other.intervalStart())
        && new HashSet<>(one.values()).equals(new HashSet<>(other.values()));
  }
}
