package telemetry.vendors;

import telemetry.model.RawPosition;
import telemetry.model.RawReading;

/**
 * What one vendor's bytes mean. Pure: the same record gives the same answer, today and in a replay.
 * Implementations may be called from several threads.
 */
public interface Decoder {
  /** The vendor's name, as it stands in {@link RawReading#vendor()}. */
  String vendor();

  /**
   * Gives a record its meaning.
   *
   * @param raw the record, of this vendor
   * @param position where it stands in {@code telemetry.raw}; goes into the readings
   * @return always an answer, whatever the bytes
   */
  Decoded decode(RawReading raw, RawPosition position);

  /**
   * The body without the values of credentials, otherwise byte for byte the same: what may be
   * stored.
   *
   * @param body as the vendor sent it; not written to
   * @return the body itself where the vendor's format holds no credentials
   */
  default byte[] blank(byte[] body) {
    return body;
  }
}
