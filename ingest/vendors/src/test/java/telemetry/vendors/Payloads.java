package telemetry.vendors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import telemetry.model.PointValue;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;

/** Bodies for tests, and what the decoders make of them. */
public final class Payloads {
  /** When every body was received. */
  public static final Instant RECEIVED = Instant.parse("2026-01-15T01:24:00Z");

  /** Where every body stands. */
  public static final RawPosition POSITION = new RawPosition(3, 41);

  private static final int SYSTEM = 6;

  private Payloads() {}

  /** A body from the test resources of this package. */
  public static byte[] resource(String name) {
    try (InputStream in = Payloads.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException(name + ": no such test resource");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same as text. */
  public static String text(String name) {
    return new String(resource(name), StandardCharsets.UTF_8);
  }

  /** A recorded body that does not come with the project; without it, the test is skipped. */
  public static Path recorded(String name) {
    // Tests run in the module's folder; the data stands beside the project.
    Path file = Path.of("../../../shared/data").resolve(name).normalize();
    Assumptions.assumeTrue(
        Files.isReadable(file), () -> "SKIPPED: no recorded data at " + file.toAbsolutePath());
    return file;
  }

  /** A raw record. */
  public static RawReading raw(String vendor, String contentType, byte[] body) {
    return new RawReading(SYSTEM, vendor, RECEIVED, contentType, body);
  }

  /** What a vendor's decoder makes of a JSON body. */
  public static Decoded decode(String vendor, String body) {
    return decode(raw(vendor, "application/json", body.getBytes(StandardCharsets.UTF_8)));
  }

  /** What a record's decoder makes of it. */
  public static Decoded decode(RawReading raw) {
    Decoder decoder = Decoders.standard().get(raw.vendor());
    if (decoder == null) {
      throw new IllegalArgumentException(raw.vendor() + ": no such decoder");
    }
    return decoder.decode(raw, POSITION);
  }

  /** The one poll of an accepted record. */
  public static SystemReading poll(Decoded decoded) {
    if (decoded instanceof Decoded.Accepted accepted && accepted.polls().size() == 1) {
      return accepted.polls().get(0);
    }
    throw new AssertionError("wanted one poll, found " + decoded);
  }

  /** The polls of an accepted record. */
  public static List<SystemReading> polls(Decoded decoded) {
    if (decoded instanceof Decoded.Accepted accepted) {
      return accepted.polls();
    }
    throw new AssertionError("wanted an accepted record, found " + decoded);
  }

  /** Its points by name. */
  public static Map<String, PointValue> points(Decoded decoded) {
    return poll(decoded).values().stream()
        .collect(Collectors.toMap(PointValue::point, Function.identity()));
  }

  /** The names that nothing knew. */
  public static List<String> unmapped(Decoded decoded) {
    if (decoded instanceof Decoded.Accepted accepted) {
      return accepted.unmapped();
    }
    throw new AssertionError("wanted an accepted record, found " + decoded);
  }

  /** Why a record was refused. */
  public static Rejection rejection(Decoded decoded) {
    if (decoded instanceof Decoded.Rejected rejected) {
      return rejected.rejection();
    }
    throw new AssertionError("wanted a refusal, found " + decoded);
  }
}
