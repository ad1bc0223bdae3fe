package telemetry.registry;

import telemetry.model.RejectReason;
import telemetry.model.Rejection;

/** Confluent's wire format: a zero byte, the schema's id (4 bytes, big endian), Avro binary. */
final class WireFormat {
  /** Where the Avro binary begins. */
  static final int HEADER = 5;

  private static final byte MAGIC = 0;

  private WireFormat() {}

  /** What stands before each value of a schema. */
  static byte[] header(int id) {
    return new byte[] {MAGIC, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id};
  }

  /**
   * The schema's id.
   *
   * @throws UndecodableException if the bytes do not begin as the format does
   */
  static int id(byte[] data) {
    if (data.length < HEADER || data[0] != MAGIC) {
      throw new UndecodableException(
          new Rejection(
              RejectReason.NOT_AVRO,
              "value",
              "a zero byte, a schema id of 4 bytes and Avro binary",
              data.length < HEADER ? data.length + " bytes" : "first byte " + data[0]));
    }
    return (data[1] & 0xff) << 24
        | (data[2] & 0xff) << 16
        | (data[3] & 0xff) << 8
        | (data[4] & 0xff);
  }
}
