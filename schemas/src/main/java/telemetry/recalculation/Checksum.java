package telemetry.recalculation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;

/**
 * A sum over rows that does not depend on their order or on how they were cut into pieces: the sum,
 * modulo 2^128, of the first half of each row's SHA-256. Revisions are no part of it, and an empty
 * row is none: the same rows restored have the same sum.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Checksum(long high, long low) {
  /** Of no rows. */
  public static final Checksum NONE = new Checksum(0, 0);

  /** Of one row. */
  public static Checksum of(Aggregate row) {
    return of(Standing.of(row));
  }

  /** Of one row as it stands. */
  public static Checksum of(Standing row) {
    if (row.isEmpty()) {
      return NONE;
    }
    String text =
        String.join(
            "\n",
            row.key().text(),
            row.kind().name(),
            millis(row.start()),
            millis(row.end()),
            number(row.avg()),
            number(row.min()),
            number(row.max()),
            number(row.last()),
            String.valueOf(row.lastText()),
            number(row.delta()),
            row.deltaSince() == null ? "null" : millis(row.deltaSince()),
            Integer.toString(row.sampleCount()),
            Integer.toString(row.errorCount()),
            Integer.toString(row.resetCount()),
            row.quality().name(),
            row.status().name());
    return ofText(text);
  }

  /** Of what one poll says, whenever it was received; a void says nothing. */
  public static Checksum of(SystemReading poll) {
    if (poll.op() == Op.VOID) {
      return NONE;
    }
    String values =
        poll.values().stream().map(PointValue::toString).sorted().collect(Collectors.joining("\n"));
    return ofText(
        String.join(
            "\n",
            Integer.toString(poll.systemId()),
            poll.source(),
            millis(poll.measuredAt()),
            poll.intervalStart() == null ? "null" : millis(poll.intervalStart()),
            values));
  }

  private static Checksum ofText(String text) {
    ByteBuffer digest = ByteBuffer.wrap(sha256(text.getBytes(StandardCharsets.UTF_8)));
    return new Checksum(digest.getLong(), digest.getLong());
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  private static String number(@Nullable Double number) {
    return number == null ? "null" : Long.toHexString(Double.doubleToRawLongBits(number));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of both together. */
  public Checksum plus(Checksum other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new Checksum(high + other.high + carry, sum);
  }

  /** As 32 hexadecimal digits. */
  public String text() {
    return "%016x%016x".formatted(high, low);
  }

  /** Reads {@link #text}. */
  public static Checksum parse(String text) {
    return new Checksum(
        Long.parseUnsignedLong(text.substring(0, 16), 16),
        Long.parseUnsignedLong(text.substring(16), 16));
  }
}
