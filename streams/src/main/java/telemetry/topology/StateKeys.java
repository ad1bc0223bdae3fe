package telemetry.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** The keys of the state: big-endian, so that byte order is (system, instant, source) order. */
final class StateKeys {
  /** The task's position; 0 is no system. */
  static final Bytes POSITION = system(0);

  private static final int SYSTEM = Integer.BYTES;
  private static final int INSTANT = Long.BYTES;

  private StateKeys() {}

  static Bytes system(int systemId) {
    return Bytes.wrap(ByteBuffer.allocate(SYSTEM).putInt(systemId).array());
  }

  static Bytes window(int systemId, long end) {
    return at(systemId, end);
  }

  static Bytes poll(int systemId, long at, String source) {
    byte[] utf8 = source.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(SYSTEM + INSTANT + utf8.length)
            .putInt(systemId)
            .putLong(ordered(at))
            .put(utf8)
            .array());
  }

  /** Before every poll at an instant, after every poll before it: a source is never empty. */
  static Bytes at(int systemId, long at) {
    return Bytes.wrap(
        ByteBuffer.allocate(SYSTEM + INSTANT).putInt(systemId).putLong(ordered(at)).array());
  }

  /** Before every poll after an instant. */
  static Bytes after(int systemId, long at) {
    return at == Long.MAX_VALUE ? system(systemId + 1) : at(systemId, at + 1);
  }

  static int systemOf(Bytes key) {
    return ByteBuffer.wrap(key.get()).getInt();
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
