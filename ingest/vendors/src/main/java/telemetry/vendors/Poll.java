package telemetry.vendors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/**
 * One poll while it is being read. The first refusal stands, and makes the answer a refusal of the
 * whole record: half a poll would silently take the place of a whole one. Not for several threads.
 */
public final class Poll {
  /** The most unknown names that one answer tells of, and the longest of them. */
  public static final int MAX_UNMAPPED = 100;

  private static final int MAX_NAME = 200;

  private final RawReading raw;
  private final RawPosition position;
  private final String source;
  private final List<PointValue> values = new ArrayList<>();
  private final List<String> unmapped = new ArrayList<>();
  private @Nullable Instant measuredAt;
  private @Nullable Rejection refusal;

  /** A poll of a source, from a record. */
  public Poll(RawReading raw, RawPosition position, String source) {
    this.raw = raw;
    this.position = position;
    this.source = source;
  }

  /** Refuses the record, unless it was refused before. */
  public void refuse(RejectReason reason, String where, String expected, String found) {
    refuse(new Rejection(reason, where, expected, found));
  }

  /** Refuses the record, unless it was refused before. */
  public void refuse(Rejection rejection) {
    if (refusal == null) {
      refusal = rejection;
    }
  }

  /** When it was measured. */
  public void measuredAt(Instant instant) {
    measuredAt = instant;
  }

  /** What a point said, as good as any. */
  public void put(PointType type, Value value) {
    values.add(new PointValue(type.path(), type.kind(), type.unit(), value, Quality.GOOD));
  }

  /** What a point said in words; refuses the record where they are longer than a row carries. */
  public void putText(PointType type, String text) {
    if (text.length() > Value.MAX_TEXT) {
      refuse(
          RejectReason.BAD_FIELD,
          type.path(),
          "a text of at most " + Value.MAX_TEXT + " characters",
          text.length() + " characters");
      return;
    }
    put(type, Value.of(text));
  }

  /** What a point said in numbers; refuses the record where it is none that counts. */
  public void putNumber(PointType type, double number) {
    if (!Value.isNumber(number)) {
      refuse(RejectReason.NOT_FINITE, type.path(), Value.NUMBER, Double.toString(number));
      return;
    }
    put(type, Value.of(number));
  }

  /** Remembers a name that nothing knows. */
  public void unmapped(String name) {
    if (unmapped.size() < MAX_UNMAPPED) {
      unmapped.add(name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name);
    }
  }

  /**
   * The answer.
   *
   * @param wanted what a body must hold at least one of, for the answer to one that holds none
   */
  public Decoded decoded(String wanted) {
    if (refusal == null && values.isEmpty()) {
      refuse(RejectReason.MISSING_FIELD, "body", wanted, "none");
    }
    if (refusal == null && values.size() > SystemReading.MAX_POINTS) {
      refuse(
          RejectReason.TOO_MANY_POINTS,
          "body",
          "at most " + SystemReading.MAX_POINTS + " points",
          Integer.toString(values.size()));
    }
    if (refusal != null) {
      return new Decoded.Rejected(refusal);
    }
    if (measuredAt == null) {
      throw new IllegalStateException(raw.vendor() + ": accepted a body without an instant");
    }
    var reading =
        new SystemReading(
            raw.systemId(),
            raw.vendor(),
            source,
            Op.PUT,
            measuredAt,
            null,
            raw.receivedAt(),
            position,
            null,
            values);
    return new Decoded.Accepted(List.of(reading), unmapped);
  }
}
