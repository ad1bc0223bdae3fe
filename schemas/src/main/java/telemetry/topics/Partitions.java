package telemetry.topics;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;
import telemetry.model.PointKey;

/** Where records go: everything of one system lives in one partition. */
public final class Partitions {
  private Partitions() {}

  /** The partition of a system: murmur2 of its id in decimal text, like the Java client. */
  public static int ofSystem(int systemId, int partitions) {
    return ofKey(Integer.toString(systemId).getBytes(StandardCharsets.UTF_8), partitions);
  }

  /** The partition of an aggregate: that of its system, so that one sink owns a series. */
  public static int ofPoint(PointKey key, int partitions) {
    return ofSystem(key.systemId(), partitions);
  }

  /** The partition that the Java client gives to a key's bytes. */
  public static int ofKey(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
