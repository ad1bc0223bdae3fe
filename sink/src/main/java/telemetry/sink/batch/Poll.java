package telemetry.sink.batch;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import telemetry.model.SystemReading;

/**
 * A version of a poll, and its repeats that follow it in the batch. What stands in the tables may
 * have been received later than the version, so each of them may be the one that counts; and of two
 * versions that differ only the tables can say what the first does to the second.
 *
 * @param version what it says
 * @param repeat the same as received last: the version itself, where nothing repeats it
 * @param turn how many other versions of the poll stand before it in the batch
 */
public record Poll(LoggedReading version, LoggedReading repeat, int turn) {
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

  /** When its values were measured. */
  public Instant measuredAt() {
    return version.reading().measuredAt();
  }

  /** Whether another version says exactly the same. */
  boolean says(LoggedReading other) {
    SystemReading mine = version.reading();
    SystemReading theirs = other.reading();
    return mine.op() == theirs.op()
        && Objects.equals(mine.intervalStart(), theirs.intervalStart())
        && new HashSet<>(mine.values()).equals(new HashSet<>(theirs.values()));
  }

  /** The same, said again. */
  Poll repeatedBy(LoggedReading again) {
    return again.isAfter(repeat) ? new Poll(version, again, turn) : this;
  }
}
