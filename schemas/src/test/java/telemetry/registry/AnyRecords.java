package telemetry.registry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import telemetry.model.RawReading;

/** Records for tests that do not care which. */
final class AnyRecords {
  private AnyRecords() {}

  static RawReading raw() {
    return new RawReading(
        6,
        "fronius",
        Instant.parse("2026-01-01T00:00:00Z"),
        "application/json",
        "{\"solarW\":1}".getBytes(StandardCharsets.UTF_8));
  }
}
