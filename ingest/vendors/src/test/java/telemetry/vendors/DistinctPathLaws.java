package telemetry.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import telemetry.model.PointValue;
import telemetry.model.RawReading;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/** Distinct paths of a vendor are distinct points. */
class DistinctPathLaws {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
  private static final String USAGE =
      """
      {"type":"Usage","duration":30,"endTime":"2026-01-14T01:30:00Z","channelType":"general",
       "quality":"billable","channelIdentifier":%s,"kwh":%d,"cost":3,"perKwh":4}
      """;
  private static final String ROW =
      """
      {"monitoringPointId":%s,"energyNowW":%d,"totalEnergyWh":4}
      """;
  private static final String MODULE =
      """
      {"Details":{"Serial":%s},"Voltage_DC":%d}
      """;

  /** A value, as the tables will know it. */
  private record Place(String source, Object measuredAt, String point) {}

  @Provide
  Arbitrary<RawReading> samples() {
    return Arbitraries.of(Samples.all());
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab1/.#% é\"\\").ofMaxLength(6);
  }

  /**
   * Changes one number of a body at a time and looks what comes out otherwise: no number shows in
   * two values, and no value shows two numbers. Numbers that say which points there are, or when,
   * are not the law's business.
   */
  @Property(tries = 100)
  void everyNumberIsOneValueAndEveryValueOneNumber(@ForAll("samples") RawReading raw) {
    String text = new String(raw.body(), StandardCharsets.UTF_8);
    Map<Place, Value> before = values(Payloads.decode(raw));
    assertThat(before).isNotEmpty();
    var sources = new HashMap<Place, Integer>();
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      Map<Place, Value> after = values(Payloads.decode(with(raw, changed(text, number.end() - 1))));
      if (after.keySet().equals(before.keySet())) {
        var differing = new HashSet<Place>();
        before.forEach(
            (place, value) -> {
              if (!value.equals(after.get(place))) {
                differing.add(place);
              }
            });
        assertThat(differing).hasSizeLessThanOrEqualTo(1);
        differing.forEach(place -> sources.merge(place, 1, Integer::sum));
      }
    }
    before.forEach(
        (place, value) -> {
          if (value instanceof Value.Num) {
            assertThat(sources).as("%s: %s", raw.vendor(), place).containsEntry(place, 1);
          }
        });
  }

  @Property
  void distinctChannelsAreDistinctPoints(
      @ForAll("names") String one, @ForAll("names") String other) {
    distinct("amber", "[" + USAGE + "," + USAGE + "]", one, other, 3);
  }

  @Property
  void distinctRowsAreDistinctPoints(@ForAll("names") String one, @ForAll("names") String other) {
    distinct("mondo", "{\"rows\":[" + ROW + "," + ROW + "]}", one, other, 2);
  }

  @Property
  void distinctModulesAreDistinctPoints(
      @ForAll("names") String one, @ForAll("names") String other) {
    String storage = "{\"0\":{\"Controller\":{},\"Modules\":[" + MODULE + "," + MODULE + "]}}";
    String body =
        "{\"Head\":{\"RequestArguments\":{\"DeviceClass\":\"Storage\"},\"Status\":{\"Code\":0},"
            + "\"Timestamp\":\"2026-01-14T01:30:00Z\"},\"Body\":{\"Data\":"
            + storage
            + "}}";
    distinct("fronius-local", body, one.strip(), other.strip(), 1);
  }

  @Property
  void distinctPathsOfADoorAreDistinctPoints(
      @ForAll("names") String one, @ForAll("names") String other) {
    distinct(
        "general",
        "{\"measuredAt\":\"2026-01-14T01:30:00Z\",\"values\":{%s:%d,%s:{\"value\":%d}}}",
        one,
        other,
        1);
    distinct(
        "general",
        """
        [{"measuredAt":"2026-01-14T01:30:00Z","point":%s,"value":%d},
         {"measuredAt":"2026-01-14T01:30:00Z","point":%s,"value":%d}]
        """,
        one,
        other,
        1);
  }

  /** Either two names give twice the points, or the body is refused. */
  private static void distinct(
      String vendor, String form, String one, String other, int pointsEach) {
    String body = form.formatted(quoted(one), 1, quoted(other), 2);

    Decoded decoded = Payloads.decode(vendor, body);

    if (decoded instanceof Decoded.Accepted) {
      assertThat(values(decoded)).hasSize(2 * pointsEach);
      assertThat(values(decoded).keySet())
          .extracting(Place::point)
          .doesNotHaveDuplicates()
          .hasSize(2 * pointsEach);
    } else if (!one.equals(other) && !one.isBlank() && !other.isBlank()) {
      throw new AssertionError(body + " gave " + decoded);
    }
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Another number, never 0: a count of none would take its device away. */
  private static String changed(String text, int digit) {
    char next = text.charAt(digit) == '9' ? '8' : (char) (text.charAt(digit) + 1);
    return text.substring(0, digit) + next + text.substring(digit + 1);
  }

  private static RawReading with(RawReading raw, String text) {
    return Payloads.raw(raw.vendor(), raw.contentType(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<Place, Value> values(Decoded decoded) {
    var values = new HashMap<Place, Value>();
    if (decoded instanceof Decoded.Accepted accepted) {
      for (SystemReading poll : accepted.polls()) {
        for (PointValue value : poll.values()) {
          Value twice =
              values.put(new Place(poll.source(), poll.measuredAt(), value.point()), value.value());
          assertThat(twice).isNull();
        }
      }
    }
    return values;
  }
}
