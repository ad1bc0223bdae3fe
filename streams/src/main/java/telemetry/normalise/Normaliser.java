package telemetry.normalise;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import telemetry.model.Guard;
import telemetry.model.PointValue;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.Redefinitions;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;

/** Decides what a raw record means: readings, or a clear answer why not. */
public final class Normaliser {
  private final Map<String, Decoder> decoders;
  private final Aliases aliases;
  private final Redefinitions redefinitions;

  /** With the decoders by vendor name. */
  public Normaliser(Map<String, Decoder> decoders) {
    this(decoders, Aliases.NONE, Redefinitions.NONE);
  }

  /**
   * The same, where some points are others, or mean something else than their senders say.
   *
   * @param aliases may learn of more, from another thread
   * @param redefinitions likewise
   */
  public Normaliser(Map<String, Decoder> decoders, Aliases aliases, Redefinitions redefinitions) {
    this.decoders = Map.copyOf(decoders);
    this.aliases = aliases;
    this.redefinitions = redefinitions;
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
      List<SystemReading> named =
          accepted.polls().stream().map(this::named).map(redefinitions::meant).toList();
      return new Decoded.Accepted(named, accepted.unmapped());
    }
    return decoded;
  }

  /** The poll by the names that its points have now. */
  private SystemReading named(SystemReading poll) {
    List<PointValue> values = poll.values();
    if (values.stream().allMatch(value -> value.point().equals(name(poll, value)))) {
      return poll;
    }
    var named = new LinkedHashMap<String, PointValue>();
    for (PointValue value : values) {
      String name = name(poll, value);
      var same = new PointValue(name, value.kind(), value.unit(), value.value(), value.quality());
      if (name.equals(value.point())) {
        named.put(name, same); // What says it by its own name counts.
      } else {
        named.putIfAbsent(name, same);
      }
    }
    return poll.with(List.copyOf(named.values()));
  }

  private String name(SystemReading poll, PointValue value) {
    return aliases.of(poll.systemId(), value.point());
  }
}
