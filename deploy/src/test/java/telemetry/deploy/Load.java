package telemetry.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.window.Scenario;

/**
 * What is sent, in this order: the hard lives of {@link Scenario} side by side, some readings out
 * of order by minutes, some late by hours.
 */
record Load(List<SystemReading> all) {
  enum Trait {
    OUT_OF_ORDER,
    HOURS_LATE,
    REPEATED
  }

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int VALUES_AN_INSTANT = 5;

  /** Some of the late are the last of their system, and then not late: so more than is wanted. */
  private static final int LATE_ONE_IN = 20;

  private static final int BEHIND_ONE_IN = 10;

  /** So many values or a few more, of so many systems. */
  static Load of(int systems, int values, Random random) {
    return of(1, systems, values, random);
  }

  /** The same of systems from another number on. */
  static Load of(int first, int systems, int values, Random random) {
    int polls = values / systems / VALUES_AN_INSTANT + 1;
    var bySystem = new TreeMap<Integer, List<SystemReading>>();
    for (int system = first; system < first + systems; system++) {
      bySystem.put(system, delayed(Scenario.of(system, polls, random.nextLong()).sent(), random));
    }
    return new Load(interleaved(bySystem, random));
  }

  /** One reading of each system, all in one window. */
  static List<SystemReading> oneWindow(IntStream systems, Instant at) {
    return systems
        .mapToObj(
            system -> {
              var value = new PointValue("p", Kind.GAUGE, "W", Value.of(system), Quality.GOOD);
              return new SystemReading(
                  system, "t", "a", Op.PUT, at, null, at, null, null, List.of(value));
            })
        .toList();
  }

  /** What was sent for one instant stays in its order. */
  private static List<SystemReading> delayed(List<SystemReading> sent, Random random) {
    var arrival = new HashMap<Instant, Instant>();
    int turn = random.nextInt(LATE_ONE_IN);
    for (SystemReading reading : sent) {
      if (!arrival.containsKey(reading.measuredAt())) {
        arrival.put(reading.measuredAt(), reading.measuredAt().plus(delay(turn++, random)));
      }
    }
    var result = new ArrayList<>(sent);
    result.sort(java.util.Comparator.comparing(reading -> arrival.get(reading.measuredAt())));
    return result;
  }

  /** By turns, so that the shares are no matter of luck. */
  private static Duration delay(int turn, Random random) {
    if (turn % LATE_ONE_IN == 0) {
      return HOUR.plusMinutes(30 + random.nextInt(300));
    }
    return turn % BEHIND_ONE_IN == 1 ? Duration.ofMinutes(5 + random.nextInt(6)) : Duration.ZERO;
  }

  private static List<SystemReading> interleaved(
      Map<Integer, List<SystemReading>> bySystem, Random random) {
    var turns = new ArrayList<Integer>();
    bySystem.forEach((system, readings) -> readings.forEach(reading -> turns.add(system)));
    Collections.shuffle(turns, random);
    var next = new HashMap<Integer, Integer>();
    var all = new ArrayList<SystemReading>();
    for (int system : turns) {
      all.add(bySystem.get(system).get(next.merge(system, 1, Integer::sum) - 1));
    }
    return all;
  }

  Map<Integer, List<SystemReading>> bySystem() {
    var bySystem = new TreeMap<Integer, List<SystemReading>>();
    for (SystemReading reading : all) {
      bySystem.computeIfAbsent(reading.systemId(), it -> new ArrayList<>()).add(reading);
    }
    return bySystem;
  }

  int values() {
    return all.stream().mapToInt(reading -> reading.values().size()).sum();
  }

  /** The share of the readings that are so. */
  double share(Trait trait) {
    long count = 0;
    for (List<SystemReading> readings : bySystem().values()) {
      var seen = new HashSet<SystemReading>();
      Instant newest = Instant.MIN;
      for (SystemReading reading : readings) {
        boolean behind = reading.measuredAt().isBefore(newest);
        boolean hours = behind && reading.measuredAt().isBefore(newest.minus(HOUR));
        boolean repeated = !seen.add(reading);
        boolean is =
            switch (trait) {
              case OUT_OF_ORDER -> behind && !hours;
              case HOURS_LATE -> hours;
              case REPEATED -> repeated;
            };
        count += is ? 1 : 0;
        newest = behind ? newest : reading.measuredAt();
      }
    }
    return (double) count / all.size();
  }
}
