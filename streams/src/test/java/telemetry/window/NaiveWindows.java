package telemetry.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/**
 * The rules of windows once more, as plainly as they can be said: everything in lists, everything
 * from the beginning, every time. Shares no class of the product's window.
 */
public final class NaiveWindows {
  private static final long FIVE = 5 * 60_000;
  private static final long THIRTY = 30 * 60_000;

  private record Kept(int order, SystemReading reading) {}

  private record Sample(long at, PointValue value, Long since, int order) {
    Double number() {
      return value.quality() != Quality.BAD && value.value() instanceof Value.Num n
          ? n.number()
          : null;
    }
  }

  private NaiveWindows() {}

  /** The rows after readings received in this order, written {@code point end …}. */
  public static List<String> rows(List<SystemReading> received) {
    return rows(received, Map.of());
  }

  /**
   * The same where counters cannot rise as they like.
   *
   * @param maxPerHour by path
   */
  public static List<String> rows(List<SystemReading> received, Map<String, Double> maxPerHour) {
    Map<String, Kept> kept = new HashMap<>();
    for (int i = 0; i < received.size(); i++) {
      SystemReading reading = received.get(i);
      String identity = reading.source() + " " + reading.measuredAt();
      Kept former = kept.get(identity);
      if (former == null || !same(former.reading(), reading)) {
        kept.put(identity, new Kept(i, reading));
      }
    }
    Map<String, TreeMap<Long, Sample>> points = new TreeMap<>();
    for (Kept poll : kept.values()) {
      long at = poll.reading().measuredAt().toEpochMilli();
      Long since =
          poll.reading().intervalStart() == null
              ? null
              : poll.reading().intervalStart().toEpochMilli();
      for (PointValue value : poll.reading().values()) {
        points
            .computeIfAbsent(value.point(), p -> new TreeMap<>())
            .merge(
                at,
                new Sample(at, value, since, poll.order()),
                (a, b) -> a.order() > b.order() ? a : b);
      }
    }
    var rows = new ArrayList<String>();
    points.forEach(
        (point, samples) ->
            rows.addAll(rows(point, List.copyOf(samples.values()), maxPerHour.get(point))));
    return rows;
  }

  /** A row of the product's, written the same way. */
  public static String written(Aggregate row) {
    return String.join(
        " ",
        row.key().path(),
        Long.toString(row.intervalEnd().toEpochMilli()),
        String.valueOf(row.avg()),
        String.valueOf(row.min()),
        String.valueOf(row.max()),
        String.valueOf(row.last()),
        String.valueOf(row.lastText()),
        String.valueOf(row.delta()),
        row.deltaSince() == null ? "null" : Long.toString(row.deltaSince().toEpochMilli()),
        Integer.toString(row.sampleCount()),
        Integer.toString(row.errorCount()),
        Integer.toString(row.resetCount()),
        row.quality().name());
  }

  private static boolean same(SystemReading a, SystemReading b) {
    return a.op() == b.op()
        && java.util.Objects.equals(a.intervalStart(), b.intervalStart())
        && java.util.Set.copyOf(a.values()).equals(java.util.Set.copyOf(b.values()));
  }

  private static List<String> rows(String point, List<Sample> samples, Double limit) {
    Kind kind = samples.get(0).value().kind();
    List<Boolean> dropout = dropouts(samples);
    var ends = new java.util.TreeSet<Long>();
    samples.forEach(s -> ends.add((s.at() + FIVE - 1) / FIVE * FIVE));
    var rows = new ArrayList<String>();
    for (long end : ends) {
      rows.add(point + " " + end + " " + row(kind, samples, dropout, end - FIVE, end, limit));
    }
    return rows;
  }

  private static List<Boolean> dropouts(List<Sample> samples) {
    var dropout = new ArrayList<Boolean>();
    samples.forEach(s -> dropout.add(false));
    Double good = null;
    for (int i = 0; i < samples.size(); i++) {
      Double value = samples.get(i).number();
      if (value == null || dropout.get(i)) {
        continue;
      }
      if (good != null && good > 0 && value < 0.9 * good) {
        int back = -1;
        for (int j = i + 1; j < samples.size() && back < 0; j++) {
          Double later = samples.get(j).number();
          if (samples.get(j).at() - samples.get(i).at() <= THIRTY
              && later != null
              && later >= good) {
            back = j;
          }
        }
        if (back > 0) {
          for (int j = i; j < back; j++) {
            dropout.set(j, true);
          }
          continue;
        }
      }
      good = value;
    }
    return dropout;
  }

  private static String row(
      Kind kind, List<Sample> samples, List<Boolean> dropout, long start, long end, Double limit) {
    var in = new ArrayList<Sample>();
    Sample base = null;
    int errors = 0;
    boolean estimated = false;
    for (int i = 0; i < samples.size(); i++) {
      Sample s = samples.get(i);
      boolean good =
          kind == Kind.STATE
              ? s.value().quality() != Quality.BAD && !(s.value().value() instanceof Value.Missing)
              : s.number() != null && !(kind == Kind.COUNTER && dropout.get(i));
      if (s.at() > start && s.at() <= end) {
        if (good) {
          in.add(s);
          estimated |= s.value().quality() == Quality.ESTIMATED;
        } else {
          errors++;
        }
      } else if (s.at() <= start && good) {
        base = s;
      }
    }
    String counts = " " + in.size() + " " + errors + " ";
    String quality = estimated ? "ESTIMATED" : "GOOD";
    if (in.isEmpty()) {
      return "null null null null null null null" + counts + "0 GOOD";
    }
    Sample last = in.get(in.size() - 1);
    switch (kind) {
      case GAUGE -> {
        double sum = 0;
        double min = in.get(0).number();
        double max = min;
        for (Sample s : in) {
          sum += s.number();
          min = Math.min(min, s.number());
          max = Math.max(max, s.number());
        }
        return sum / in.size()
            + " "
            + min
            + " "
            + max
            + " "
            + last.number()
            + " null null null"
            + counts
            + "0 "
            + quality;
      }
      case INTERVAL -> {
        double sum = 0;
        Long since = null;
        for (Sample s : in) {
          sum += s.number();
          since =
              s.since() == null
                  ? since
                  : since == null ? s.since() : (Long) Math.min(since, s.since());
        }
        return "null null null "
            + last.number()
            + " null "
            + sum
            + " "
            + since
            + counts
            + "0 "
            + quality;
      }
      case STATE -> {
        boolean text = last.value().value() instanceof Value.Text;
        return "null null null "
            + (text ? null : last.number())
            + " "
            + (text ? ((Value.Text) last.value().value()).text() : null)
            + " null null"
            + counts
            + "0 "
            + quality;
      }
      case COUNTER -> {
        Sample from = base == null ? in.get(0) : base;
        if (base == null && in.size() == 1) {
          return "null null null " + last.number() + " null null null" + counts + "0 " + quality;
        }
        var segments = new ArrayList<Double>();
        double began = from.number();
        double before = began;
        long beforeAt = from.at();
        int resets = 0;
        for (Sample s : base == null ? in.subList(1, in.size()) : in) {
          boolean fell = before > 0 && s.number() < 0.9 * before;
          double added = fell ? s.number() : s.number() - before;
          boolean tooFast = limit != null && added * 3_600_000 > limit * (s.at() - beforeAt);
          if (fell || tooFast) {
            segments.add(before - began);
            began = tooFast ? s.number() : 0;
            resets++;
          }
          before = s.number();
          beforeAt = s.at();
        }
        segments.add(before - began);
        double delta = 0;
        for (double segment : segments) {
          delta += segment;
        }
        if (resets == 0) {
          delta = last.number() - from.number();
        }
        return "null null null "
            + last.number()
            + " null "
            + delta
            + " "
            + from.at()
            + counts
            + resets
            + " "
            + quality;
      }
    }
    throw new IllegalStateException();
  }
}
