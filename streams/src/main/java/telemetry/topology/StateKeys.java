package telemetry.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import telemetry.window.Span;

/**
 * The keys of the state: what kind of entry, then big-endian, so that byte order is (system,
 * instant, source) order.
 */
final class StateKeys {
  private static final byte TASK = 0;
  private static final byte FACTS = 1;
  private static final byte MARK = 2;
  private static final byte POLL = 3;
  private static final byte ZONE = 4;
  private static final byte PULSE = 5;
  private static final byte PACK = 6;

  /** The task's position. */
  static final Bytes POSITION = Bytes.wrap(new byte[] {TASK});

  /** Where the log began when the state did. */
  static final Bytes FLOOR = Bytes.wrap(new byte[] {TASK, 1});

  /** Before every mark. */
  static final Bytes FIRST_MARK = Bytes.wrap(new byte[] {MARK});

  /** After every mark. */
  static final Bytes AFTER_MARKS = Bytes.wrap(new byte[] {POLL});

  /** Before every time zone. */
  static final Bytes FIRST_ZONE = Bytes.wrap(new byte[] {ZONE});

  /** After every time zone. */
  static final Bytes AFTER_ZONES = Bytes.wrap(new byte[] {ZONE + 1});

  /** Before every pulse. */
  static final Bytes FIRST_PULSE = Bytes.wrap(new byte[] {PULSE});

  /** After every pulse. */
  static final Bytes AFTER_PULSES = Bytes.wrap(new byte[] {PULSE + 1});

  /** Before every pack of polls. */
  static final Bytes FIRST_PACK = Bytes.wrap(new byte[] {PACK});

  /** After every pack of polls. */
  static final Bytes AFTER_PACKS = Bytes.wrap(new byte[] {PACK + 1});

  private static final int SYSTEM = 1 + Integer.BYTES;
  private static final int INSTANT = Long.BYTES;
  private static final byte HOUR = 'h';
  private static final byte DAY = 'd';

  private StateKeys() {}

  static Bytes facts(int systemId) {
    return system(FACTS, systemId);
  }

  /** A window or roll-up. */
  static Bytes mark(int systemId, Span span, long end) {
    Bytes window = at(MARK, systemId, end);
    return switch (span) {
      case FIVE_MINUTES -> window;
      case HOUR -> with(window, HOUR);
      case DAY -> with(window, DAY);
    };
  }

  private static Bytes with(Bytes key, byte last) {
    byte[] longer = Arrays.copyOf(key.get(), key.get().length + 1);
    longer[longer.length - 1] = last;
    return Bytes.wrap(longer);
  }

  static Span spanOf(Bytes mark) {
    byte[] bytes = mark.get();
    return bytes.length == SYSTEM + INSTANT
        ? Span.FIVE_MINUTES
        : bytes[SYSTEM + INSTANT] == HOUR ? Span.HOUR : Span.DAY;
  }

  /** How a system's points report. */
  static Bytes pulse(int systemId) {
    return system(PULSE, systemId);
  }

  /** A system's time zone. */
  static Bytes zone(int systemId) {
    return system(ZONE, systemId);
  }

  /** Before every mark of a system. */
  static Bytes marks(int systemId) {
    return system(MARK, systemId);
  }

  static Bytes poll(int systemId, long at, String source) {
    byte[] utf8 = source.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(SYSTEM + INSTANT + utf8.length)
            .put(POLL)
            .putInt(systemId)
            .putLong(ordered(at))
            .put(utf8)
            .array());
  }

  /** Before every poll of a system. */
  static Bytes polls(int systemId) {
    return system(POLL, systemId);
  }

  /** Before every poll after an instant: a source is never empty. */
  static Bytes pollsAfter(int systemId, long at) {
    return at == Long.MAX_VALUE ? polls(systemId + 1) : at(POLL, systemId, at + 1);
  }

  /** The pack that was made to end with a poll; or where that would be, of a key between polls. */
  static Bytes pack(Bytes poll) {
    return ofKind(PACK, poll);
  }

  /** The poll that a pack was made to end with: none of its polls is after it. */
  static Bytes pollOf(Bytes pack) {
    return ofKind(POLL, pack);
  }

  private static Bytes ofKind(byte kind, Bytes key) {
    byte[] bytes = key.get().clone();
    bytes[0] = kind;
    return Bytes.wrap(bytes);
  }

  /** Before every pack of a system. */
  static Bytes packs(int systemId) {
    return system(PACK, systemId);
  }

  static boolean isPoll(Bytes key) {
    return key.get()[0] == POLL;
  }

  static boolean isMark(Bytes key) {
    return key.get()[0] == MARK;
  }

  private static Bytes system(byte kind, int systemId) {
    return Bytes.wrap(ByteBuffer.allocate(SYSTEM).put(kind).putInt(systemId).array());
  }

  private static Bytes at(byte kind, int systemId, long at) {
    return Bytes.wrap(
        ByteBuffer.allocate(SYSTEM + INSTANT)
            .put(kind)
            .putInt(systemId)
            .putLong(ordered(at))
            .array());
  }

  static int systemOf(Bytes key) {
    return ByteBuffer.wrap(key.get()).getInt(1);
  }

  static long instantOf(Bytes key) {
    return ordered(ByteBuffer.wrap(key.get()).getLong(SYSTEM));
  }

  static String sourceOf(Bytes key) {
    byte[] bytes = key.get();
    int from = SYSTEM + INSTANT;
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }

  /** Turns the sign, so that instants before 1970 come first. Its own inverse. */
  private static long ordered(long at) {
    return at ^ Long.MIN_VALUE;
  }
}
