package telemetry.normalise;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import telemetry.model.Guard;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;

/** Decides what a raw record means: readings, or a clear answer why not. */
public final class Normaliser {
  private final Map<String, Decoder> decoders;

  /** With the decoders by vendor name. */
  public Normaliser(Map<String, Decoder> decoders) {
    this.decoders = Map.copyOf(decoders);
  }

  /**
   * The meaning of a record.
   *
   * @param raw the record
   * @param position where it stands in {@code telemetry.raw}
   * @param appendedAt when the broker appended it
   */
  public Decoded normalise(RawReading raw, RawPosition position, Instant appendedAt) {
    Decoder decoder = decoders.get(raw.vendor());
    if (decoder == null) {
      return new Decoded.Rejected(
          new Rejection(
              RejectReason.UNKNOWN_VENDOR,
              "vendor",
              "one of " + new TreeSet<>(decoders.keySet()),
              raw.vendor()));
    }
    Decoded decoded = decoder.decode(raw, position);
    if (decoded instanceof Decoded.Accepted accepted) {
      for (SystemReading poll : accepted.polls()) {
        Optional<Rejection> future = Guard.time(poll.measuredAt(), appendedAt);
        if (future.isPresent()) {
          return new Decoded.Rejected(future.get());
        }
      }
    }
    return decoded;
  }
}
