package telemetry.window;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one system: its polls (voided ones included) in the order (measuredAt, source),
 * the windows and roll-ups that are not yet told, its time zone, and its facts. An implementation
 * keeps all of it or none: what a record changed is committed with the record.
 */
public interface SystemStore {
  /** The poll of an identity, if it was heard. */
  @Nullable Poll get(long at, String source);

  /** Keeps a poll; a former one of its identity is replaced. */
  void put(Poll poll);

  /** Forgets a poll. */
  void remove(Poll poll);

  /** Shows the polls of (after, until] in ascending order, while the visitor wants more. */
  void ascending(long after, long until, Predicate<Poll> visitor);

  /** Shows the polls at or before an instant in descending order, while the visitor wants more. */
  void descending(long until, Predicate<Poll> visitor);

  /** Keeps what is untold of a window or roll-up. */
  void putMark(Span span, long end, Mark mark);

  /** Everything of the window or roll-up is told. */
  void removeMark(Span span, long end);

  /** Shows what is untold of a span, by the end of each. */
  void marks(Span span, BiConsumer<Long, Mark> visitor);

  /** The system's time zone; UTC if none was declared. */
  Zone zone();

  /** Keeps the system's time zone. */
  void putZone(Zone zone);

  /** How its points report, if it was heard. */
  @Nullable Pulse pulse();

  /** Keeps how its points report, and the events that are not told. */
  void putPulse(Pulse pulse);

  /** The system's facts, if it was heard. */
  @Nullable Facts facts();

  /** Keeps the system's facts. */
  void putFacts(Facts facts);
}
