package telemetry.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every recorded body is understood, or refused with a reason that a person understands. */
class RecordedBodiesTest {
  private static final Map<String, String> VENDORS =
      Map.of(
          "amber", "amber",
          "enphase/enlighten-v4", "enphase",
          "enphase/envoy-", "envoy",
          "fronius", "fronius-local",
          "selectronic", "selectronic");
  private static final List<String> FOLDERS = List.of("fronius", "enphase", "amber", "selectronic");
  private static final String NO_READINGS =
      "Body.Data.Site: wanted readings of the power flow, an inverter, meter or storage, found no"
          + " readings";

  /** What is refused, and why; the rest has points. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry(
              "amber/openapi.json", "body: wanted a JSON array of intervals, found an object"),
          Map.entry(
              "enphase/enlighten-v4/error-401.json",
              "intervals: wanted an array, found the message 'Not Authorized'"),
          Map.entry(
              "enphase/enlighten-v4/get-system-summary.json",
              "intervals: wanted an array, found only [system_id, current_power, energy_lifetime,"
                  + " energy_today, last_interval_end_at, …]"),
          Map.entry(
              "enphase/enlighten-v4/latest-telemetry.json",
              "intervals: wanted an array, found only [system_id, items, devices]"),
          Map.entry(
              "enphase/envoy-3.9.36/production.json",
              "body: wanted a page of an Envoy in JSON, found a web page with the title 'error'"),
          Map.entry("fronius/solar-api-1.2.3-1/GetActiveDeviceInfo.json", NO_READINGS),
          Map.entry("fronius/solar-api-1.2.3-1/GetInverterInfo.json", NO_READINGS),
          Map.entry("fronius/solar-api-1.2.3-1/GetLoggerLEDInfo.json", NO_READINGS),
          Map.entry(
              "fronius/solar-api-1.2.3-1/GetLoggerInfo.json",
              "Body.Data: wanted an object, found nothing"),
          Map.entry("fronius/solar-api-1.23.2-1/GetActiveDeviceInfo.json", NO_READINGS),
          Map.entry("fronius/solar-api-1.23.2-1/GetInverterInfo.json", NO_READINGS),
          Map.entry("fronius/solar-api-1.23.2-1/GetLoggerLEDInfo.json", NO_READINGS),
          Map.entry(
              "fronius/solar-api-1.23.2-1/GetLoggerInfo.json",
              "Body.Data: wanted an object, found nothing"));

  @Test
  void everyRecordedBodyHasPointsOrAReason() throws IOException {
    Path root = Payloads.recorded("README.md").getParent();
    var refused = new TreeMap<String, String>();
    for (String file : files(root)) {
      byte[] body = Files.readAllBytes(root.resolve(file));
      String vendor = vendor(file);

      Decoded decoded = Payloads.decode(Payloads.raw(vendor, "application/json", body));

      String outcome;
      if (decoded instanceof Decoded.Rejected rejected) {
        outcome = rejected.rejection().text();
        refused.put(file, outcome);
      } else {
        var polls = Payloads.polls(decoded);
        int values = polls.stream().mapToInt(poll -> poll.values().size()).sum();
        outcome =
            values + " values in " + polls.size() + " polls; unknown " + Payloads.unmapped(decoded);
        assertThat(values > 0 || isEmptyList(body)).as(file).isTrue();
        assertThat(Payloads.unmapped(decoded)).as(file).isEmpty();
      }
      System.out.printf("%-62s %-14s %s%n", file, vendor, outcome);
    }

    assertThat(refused).isEqualTo(new TreeMap<>(REFUSED));
  }

  /** An Envoy without meters says so. */
  private static boolean isEmptyList(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).strip().equals("[]");
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> walked = Files.walk(root)) {
      return walked
          .filter(path -> path.toString().endsWith(".json"))
          .map(path -> root.relativize(path).toString())
          .filter(file -> FOLDERS.contains(file.substring(0, file.indexOf('/'))))
          .sorted()
          .toList();
    }
  }

  private static String vendor(String file) {
    return VENDORS.entrySet().stream()
        .filter(entry -> file.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + ": no vendor for it"));
  }
}
