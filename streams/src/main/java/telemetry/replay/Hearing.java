package telemetry.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import telemetry.model.SystemReading;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;
import telemetry.window.WindowRules;

/** Lets systems hear their parts of the log, as many at once as fit into memory. */
final class Hearing {
  /** Live windows of a silent system settle within the settling time and a spread of a minute. */
  private static final Duration SPREAD = Duration.ofMinutes(2);

  /**
   * Who is to hear what.
   *
   * @param census of the system
   * @param scope which of its rows are wanted
   */
  record Wanted(Census census, Scope scope) {}

  private final ReadingLog log;
  private final WindowRules rules;
  private final IntFunction<ZoneId> zones;
  private final long mostReadings;

  /**
   * Over a log.
   *
   * @param zones of systems
   * @param mostReadings how many readings may be in memory at once, unless one system has more
   */
  Hearing(ReadingLog log, WindowRules rules, IntFunction<ZoneId> zones, long mostReadings) {
    this.log = log;
    this.rules = rules;
    this.zones = zones;
    this.mostReadings = mostReadings;
  }

  /**
   * Hears a partition, in as many rounds as memory and far-off bases need.
   *
   * @param now systems that are silent since long are judged by it
   * @param each is given each of them when it has heard enough
   */
  void hear(
      int partition, Extent extent, Instant now, List<Wanted> wanted, Consumer<Subject> each) {
    List<Wanted> left = wanted;
    for (int grown = 0; !left.isEmpty(); grown++) {
      var further = new ArrayList<Wanted>();
      for (List<Wanted> group : groups(left)) {
        for (Subject subject : hear(partition, extent, now, group, grown)) {
          if (subject.isEnough()) {
            each.accept(subject);
          } else {
            further.add(new Wanted(subject.census(), subject.scope()));
          }
        }
      }
      left = further;
    }
  }

  private List<List<Wanted>> groups(List<Wanted> of) {
    var groups = new ArrayList<List<Wanted>>();
    long room = 0;
    for (Wanted one : of) {
      if (groups.isEmpty() || one.census().readings() > room) {
        groups.add(new ArrayList<>());
        room = mostReadings;
      }
      groups.get(groups.size() - 1).add(one);
      room -= one.census().readings();
    }
    return groups;
  }

  private List<Subject> hear(
      int partition, Extent extent, Instant now, List<Wanted> group, int grown) {
    var subjects = new ArrayList<Subject>();
    Map<Integer, List<Subject>> bySystem = new HashMap<>();
    long from = Long.MAX_VALUE;
    for (Wanted one : group) {
      ZoneId zone = zones.apply(one.census().systemId());
      var subject = new Subject(one.census(), one.scope(), extent, zone, grown, rules);
      subjects.add(subject);
      bySystem.computeIfAbsent(subject.systemId(), id -> new ArrayList<>()).add(subject);
      from = Math.min(from, subject.stretch().after());
    }
    log.read(
        partition,
        from,
        extent.end(),
        (reading, offset, appendedAt) ->
            bySystem
                .getOrDefault(reading.systemId(), List.of())
                .forEach(subject -> hear(subject, reading, offset)));
    subjects.forEach(subject -> idle(subject, now));
    return subjects;
  }

  private static void hear(Subject subject, SystemReading reading, long offset) {
    if (subject.stretch().holds(reading.measuredAt().toEpochMilli())) {
      subject.history().hear(reading, offset);
    } else {
      subject.history().pass(reading);
    }
  }

  private void idle(Subject subject, Instant now) {
    Duration silence = rules.settle().plus(SPREAD);
    if (subject.census().appendedAt() <= now.minus(silence).toEpochMilli()) {
      subject.history().idle(now.toEpochMilli());
    }
  }
}
