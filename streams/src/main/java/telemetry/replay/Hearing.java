package telemetry.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
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
   * @param longer whether the days on both sides are to be heard too
   * @param weeks that are to be heard besides, since a counter was silent until then
   */
  record Wanted(Census census, Scope scope, boolean longer, Set<Long> weeks) {
    /** What is enough for most. */
    Wanted(Census census, Scope scope) {
      this(census, scope, false, Set.of());
    }
  }

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
    while (!left.isEmpty()) {
      var further = new ArrayList<Wanted>();
      var group = new ArrayList<Subject>();
      long room = mostReadings;
      for (Wanted one : left) {
        ZoneId zone = zones.apply(one.census().systemId());
        var subject = new Subject(one, extent, zone, rules);
        long readings = 1 + subject.readings();
        if (readings > room) {
          hear(partition, extent, now, group, further, each);
          group.clear();
          room = mostReadings;
        }
        group.add(subject);
        room -= readings;
      }
      hear(partition, extent, now, group, further, each);
      left = further;
    }
  }

  private void hear(
      int partition,
      Extent extent,
      Instant now,
      List<Subject> group,
      List<Wanted> further,
      Consumer<Subject> each) {
    Map<Integer, List<Subject>> bySystem =
        group.stream().collect(Collectors.groupingBy(Subject::systemId));
    for (Passage passage : together(group)) {
      log.between(
          partition,
          passage.first(),
          Math.min(extent.end(), passage.last() + 1),
          bySystem::containsKey,
          (reading, offset, appendedAt) ->
              bySystem
                  .getOrDefault(reading.systemId(), List.of())
                  .forEach(subject -> subject.hear(reading, offset)));
    }
    for (Subject subject : group) {
      subject.end(isSilent(subject, now) ? now : null);
      Wanted lacking = subject.lacking();
      if (lacking == null) {
        each.accept(subject);
      } else {
        further.add(lacking);
      }
    }
  }

  /** Where the log speaks to any of them. */
  private static List<Passage> together(List<Subject> group) {
    var all =
        group.stream()
            .flatMap(subject -> subject.passages().stream())
            .sorted(Comparator.comparingLong(Passage::first))
            .toList();
    var together = new ArrayList<Passage>();
    for (Passage passage : all) {
      Passage last = together.isEmpty() ? null : together.get(together.size() - 1);
      if (last != null && last.isNear(passage.first())) {
        together.set(together.size() - 1, last.upTo(passage.last()));
      } else {
        together.add(passage);
      }
    }
    return together;
  }

  private boolean isSilent(Subject subject, Instant now) {
    Duration silence = rules.settle().plus(SPREAD);
    return subject.census().appendedAt() <= now.minus(silence).toEpochMilli();
  }
}
