package telemetry.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.utils.ByteUtils;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * Polls of one system that were written together, as one entry: with the keys and in the order that
 * they have by themselves.
 */
final class Pack {
  private static final byte VERSION = 1;

  /** A key without its kind and system, which all of a pack share. */
  private static final int SHARED = 1 + Integer.BYTES;

  private Pack() {}

  /**
   * As bytes.
   *
   * @param polls in the order of their keys
   */
  static byte[] write(List<KeyValue<Bytes, byte[]>> polls) {
    int size = 1;
    for (KeyValue<Bytes, byte[]> poll : polls) {
      int key = poll.key.get().length - SHARED;
      size += ByteUtils.sizeOfUnsignedVarint(key) + key;
      size += ByteUtils.sizeOfUnsignedVarint(poll.value.length) + poll.value.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size).put(VERSION);
    for (KeyValue<Bytes, byte[]> poll : polls) {
      byte[] key = poll.key.get();
      ByteUtils.writeUnsignedVarint(key.length - SHARED, out);
      out.put(key, SHARED, key.length - SHARED);
      ByteUtils.writeUnsignedVarint(poll.value.length, out);
      out.put(poll.value);
    }
    return out.array();
  }

  /** The polls of a pack, in the order of their keys. */
  static List<KeyValue<Bytes, byte[]>> read(Bytes pack, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "state: wanted a pack of version " + VERSION + ", found " + version);
    }
    byte[] shared = StateKeys.pollOf(pack).get();
    List<KeyValue<Bytes, byte[]>> polls = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] key = new byte[SHARED + ByteUtils.readUnsignedVarint(in)];
      System.arraycopy(shared, 0, key, 0, SHARED);
      in.get(key, SHARED, key.length - SHARED);
      byte[] value = new byte[ByteUtils.readUnsignedVarint(in)];
      in.get(value);
      polls.add(new KeyValue<>(Bytes.wrap(key), value));
    }
    return polls;
  }

  /** Those of a pack in a range of keys, both ends included. */
  static List<KeyValue<Bytes, byte[]>> within(
      List<KeyValue<Bytes, byte[]>> polls, Bytes from, Bytes to, boolean backwards) {
    var within = new ArrayList<>(polls);
    within.removeIf(poll -> poll.key.compareTo(from) < 0 || poll.key.compareTo(to) > 0);
    if (backwards) {
      Collections.reverse(within);
    }
    return within;
  }
}
