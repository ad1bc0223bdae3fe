package telemetry.model;

import java.time.Instant;
import java.util.List;

/**
 * What a point means, where it was first heard as something else, and wrongly. What its senders and
 * decoders call by a former meaning is of the new one: the numbers stay, no value is converted.
 *
 * @param systemId the system
 * @param path its point
 * @param now what it means
 * @param former what it was heard as before, oldest first
 * @param since from this offset of the system's partition of {@code telemetry.readings} on it means
 *     nothing else; {@link #NOT_YET} while processes still learn of it
 * @param who said so
 * @param reason why
 * @param at when
 */
public record Redefinition(
    int systemId,
    String path,
    Meaning now,
    List<Meaning> former,
    long since,
    String who,
    String reason,
    Instant at)
    implements Control {
  /** It is stated, and both meanings are heard. */
  public static final long NOT_YET = Long.MAX_VALUE;

  private static final String PREFIX = "redefinition/";

  /**
   * What the values of a point are.
   *
   * @param kind how it behaves
   * @param unit of its values
   */
  public record Meaning(Kind kind, String unit) {
    /** Refuses what no value could carry. */
    public Meaning {
      if (unit.length() > PointValue.MAX_UNIT) {
        throw new IllegalArgumentException(
            "unit: wanted at most " + PointValue.MAX_UNIT + " characters, found " + unit.length());
      }
    }

    /** That of a value. */
    public static Meaning of(PointValue value) {
      return new Meaning(value.kind(), value.unit());
    }

    /** Whether a value is said to be that. */
    public boolean isOf(PointValue value) {
      return kind == value.kind() && unit.equals(value.unit());
    }

    @Override
    public String toString() {
      return kind + " in '" + unit + "'";
    }
  }

  /** Refuses what redefines nothing. */
  public Redefinition {
    SystemIds.require(systemId);
    PointKey.requirePath(path);
    former = List.copyOf(former);
    if (former.isEmpty()) {
      throw new IllegalArgumentException(
          "former: wanted what " + path + " was heard as, found none");
    }
  }

  /** Whether a key is one of a redefinition. */
  public static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }

  /** The key of a point's redefinition. */
  public static String key(PointKey point) {
    return PREFIX + point.text();
  }

  @Override
  public String key() {
    return key(new PointKey(systemId, path));
  }

  /** The same, where every process knows of it from an offset on. */
  public Redefinition since(long offset) {
    return new Redefinition(systemId, path, now, former, offset, who, reason, at);
  }

  /** Whether a value may be heard as what it says that it is. */
  public boolean admits(PointValue value, long offset) {
    return now.isOf(value)
        || (offset < since && former.stream().anyMatch(meaning -> meaning.isOf(value)));
  }

  /** The value as what its point means now, if its sender calls it by a former meaning. */
  public PointValue of(PointValue value) {
    boolean was = !now.isOf(value) && former.stream().anyMatch(meaning -> meaning.isOf(value));
    return was
        ? new PointValue(value.point(), now.kind(), now.unit(), value.value(), value.quality())
        : value;
  }
}
