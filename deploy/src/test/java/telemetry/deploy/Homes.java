package telemetry.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/**
 * Systems of several vendors with four points each, of which the same number is another kind in
 * another system.
 */
final class Homes {
  static final List<Integer> SYSTEMS = List.of(1, 2, 3, 5, 6, 9);
  static final Instant BEGIN = Instant.parse("2025-11-08T13:00:00Z");
  static final Duration EVERY = Duration.ofSeconds(150);
  private static final Kind[] KINDS = {Kind.GAUGE, Kind.COUNTER, Kind.INTERVAL, Kind.STATE};

  private Homes() {}

  /** What all of them send over some days, in the order of time. */
  static List<SystemReading> days(int days) {
    var random = new Random(35);
    var readings = new ArrayList<SystemReading>();
    double total = 1000;
    Instant end = BEGIN.plus(Duration.ofDays(days));
    for (Instant at = BEGIN.plus(EVERY); !at.isAfter(end); at = at.plus(EVERY)) {
      total += random.nextInt(40) / 3.0;
      for (int system : SYSTEMS) {
        readings.add(reading(system, at, total + system, random));
      }
    }
    return readings;
  }

  static SystemReading reading(int system, Instant at, double total, Random random) {
    var values = new ArrayList<PointValue>();
    for (int i = 0; i < KINDS.length; i++) {
      Kind kind = KINDS[(i + system) % KINDS.length];
      Value value =
          switch (kind) {
            case GAUGE -> Value.of(random.nextInt(60_000) / 7.0);
            case COUNTER -> Value.of(total);
            case INTERVAL -> Value.of(random.nextInt(100) / 3.0);
            case STATE -> Value.of("m" + random.nextInt(4));
          };
      values.add(new PointValue(point(system, kind), kind, unit(kind), value, Quality.GOOD));
    }
    return new SystemReading(
        system, "test", "s", Op.PUT, at, null, at.plusSeconds(2), null, null, values);
  }

  /** Points are numbered in the order of their paths. */
  static String point(int system, Kind kind) {
    for (int i = 0; i < KINDS.length; i++) {
      if (KINDS[(i + system) % KINDS.length] == kind) {
        return (char) ('a' + i) + "_" + kind.name().toLowerCase(Locale.ROOT);
      }
    }
    throw new IllegalArgumentException(kind.name());
  }

  private static String unit(Kind kind) {
    return kind == Kind.GAUGE ? "W" : kind == Kind.STATE ? "" : "Wh";
  }
}
