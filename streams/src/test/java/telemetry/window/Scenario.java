package telemetry.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import telemetry.model.CounterLimits;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/**
 * A generated life of one system: what was sent, in the order of sending, and which of the hard
 * things are in it. What its counters say are whole quarters, so that sums of differences are
 * exact.
 */
public record Scenario(List<SystemReading> sent, Set<String> features) {
  /** The hard things. */
  public static final List<String> FEATURES =
      List.of(
          "correction",
          "void",
          "reset",
          "dropout",
          "boundary",
          "gap",
          "two-sources",
          "negative-counter");

  private static final long START = 1_762_835_700_000L;

  /** How fast its counters can rise, by path: in half of all lives they can as they like. */
  public static Map<String, Double> maxPerHour(long seed) {
    return seed % 2 == 0 ? Map.of() : Map.of("total", 400.0, "net", 200.0);
  }

  /** The same as rules know it. */
  public static CounterLimits limits(long seed) {
    var limits = new HashMap<String, Double>();
    maxPerHour(seed).forEach((path, limit) -> limits.put("*/" + path, limit));
    return new CounterLimits(limits);
  }

  /** A short life of system 6. */
  public static Scenario of(long seed) {
    var random = new Random(seed);
    return new Builder(6, random).build(5 + random.nextInt(40));
  }

  /**
   * A life.
   *
   * @param polls how many instants something was measured at
   */
  public static Scenario of(int systemId, int polls, long seed) {
    return new Builder(systemId, new Random(seed)).build(polls);
  }

  /** Another order that keeps what was sent for one instant in its order. */
  public List<SystemReading> permuted(Random random) {
    Map<Instant, List<SystemReading>> byInstant = new HashMap<>();
    var slots = new ArrayList<Instant>();
    for (SystemReading reading : sent) {
      byInstant.computeIfAbsent(reading.measuredAt(), at -> new ArrayList<>()).add(reading);
      slots.add(reading.measuredAt());
    }
    java.util.Collections.shuffle(slots, random);
    var result = new ArrayList<SystemReading>();
    slots.forEach(at -> result.add(byInstant.get(at).remove(0)));
    return result;
  }

  private static final class Builder {
    private final int systemId;
    private final Random random;
    private final Set<String> features = new TreeSet<>();
    private final List<SystemReading> sent = new ArrayList<>();
    private double total = 1000;
    private double net = -50;

    /** Seldom a fall: most meters, and then the windows look no further than they must. */
    private final boolean calm;

    Builder(int systemId, Random random) {
      this.systemId = systemId;
      this.random = random;
      this.calm = chance(50);
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    Scenario build(int polls) {
      long at = START + random.nextInt(300_000);
      for (int i = 0; i < polls; i++) {
        at += step(at);
        SystemReading poll = poll("a", at);
        sent.add(poll);
        if (chance(15)) {
          features.add("two-sources");
          sent.add(poll("b", at));
        }
        later(poll, at);
      }
      return new Scenario(sent, features);
    }

    private long step(long at) {
      if (chance(10)) {
        features.add("gap");
        return 60_000L * (6 + random.nextInt(200));
      }
      if (chance(20)) {
        features.add("boundary");
        return 300_000 - at % 300_000;
      }
      return 1000L * (20 + random.nextInt(400));
    }

    private void later(SystemReading poll, long at) {
      if (chance(8)) {
        features.add("correction");
        sent.add(poll("a", at));
      }
      if (chance(6)) {
        features.add("void");
        sent.add(
            new SystemReading(
                systemId,
                "t",
                "a",
                Op.VOID,
                poll.measuredAt(),
                null,
                poll.receivedAt(),
                null,
                null,
                List.of()));
        if (chance(40)) {
          sent.add(poll("a", at));
        }
      }
      if (chance(10)) {
        sent.add(poll);
      }
    }

    private SystemReading poll(String source, long at) {
      var values = new ArrayList<PointValue>();
      add(values, 90, "gauge", Kind.GAUGE, Value.of(random.nextInt(1000) / 7.0));
      add(values, 90, "total", Kind.COUNTER, Value.of(total()));
      add(values, 60, "net", Kind.COUNTER, Value.of(net += random.nextInt(30) - 14));
      add(values, 50, "amount", Kind.INTERVAL, Value.of(random.nextInt(100) / 3.0));
      add(
          values,
          50,
          "state",
          Kind.STATE,
          chance(50) ? Value.of("E" + random.nextInt(5)) : Value.of(random.nextInt(9)));
      if (net < 0) {
        features.add("negative-counter");
      }
      values.add(new PointValue("always", Kind.GAUGE, "W", Value.of(1), Quality.GOOD));
      Instant instant = Instant.ofEpochMilli(at);
      return new SystemReading(
          systemId,
          "t",
          source,
          Op.PUT,
          instant,
          chance(50) ? instant.minusSeconds(60) : null,
          instant,
          null,
          null,
          values);
    }

    private double total() {
      total += random.nextInt(70) / 4.0;
      if (chance(calm ? 1 : 6)) {
        features.add("reset");
        total = random.nextInt(20);
      }
      if (chance(calm ? 1 : 12)) {
        features.add("dropout");
        return Math.floor(total * random.nextInt(95) / 100);
      }
      return total;
    }

    private void add(List<PointValue> values, int percent, String point, Kind kind, Value value) {
      if (!chance(percent)) {
        return;
      }
      Value said = chance(5) ? Value.MISSING : chance(3) ? Value.of("n/a") : value;
      Quality quality = chance(4) ? Quality.BAD : chance(10) ? Quality.ESTIMATED : Quality.GOOD;
      values.add(new PointValue(point, kind, "", said, quality));
    }
  }
}
