package telemetry.deploy.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;

/**
 * What a legacy table says of a system, and how much of it was found. The source is read once more
 * for it: what was sent is not believed.
 */
public final class SystemCheck {
  private final int systemId;
  private final int samples;
  private final Random random;
  private final Instants wanted = new Instants();
  private int[] wantedOf = new int[64];
  private final Map<Long, SystemReading> polls = new TreeMap<>();
  private final Map<Long, List<Aggregate>> rows = new TreeMap<>();
  private final List<Long> chosen = new ArrayList<>();
  private final BitSet found = new BitSet();
  private int[] foundOf = {};
  private final Map<Long, String> compared = new TreeMap<>();
  private long wantedValues;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;

  SystemCheck(int systemId, int samples, long seed) {
    this.systemId = systemId;
    this.samples = samples;
    this.random = new Random(seed + systemId);
  }

  /** A row of the source; one that repeats an instant says nothing. */
  void want(Read read) {
    if (!wanted.add(read.at())) {
      return;
    }
    if (wanted.size() > wantedOf.length) {
      wantedOf = Arrays.copyOf(wantedOf, wantedOf.length * 2);
    }
    wantedOf[wanted.size() - 1] = read.size();
    wantedValues += read.size();
    least = Math.min(least, read.at());
    most = Math.max(most, read.at());
    choose(read);
  }

  /** Every row is as likely as any other to be among the samples. */
  private void choose(Read read) {
    int place = chosen.size() < samples ? chosen.size() : random.nextInt(wanted.size());
    if (place >= samples) {
      return;
    }
    if (place < chosen.size()) {
      Long former = chosen.get(place);
      polls.remove(former);
      rows.remove(former);
      chosen.set(place, read.at());
    } else {
      chosen.add(read.at());
    }
    SystemReading poll = read.poll();
    if (poll != null) {
      polls.put(read.at(), poll);
    }
    rows.put(read.at(), read.rows());
  }

  /** A poll that stands in the log; the last one of an instant counts. */
  void found(SystemReading poll) {
    long at = poll.measuredAt().toEpochMilli();
    if (wanted.contains(at)) {
      found(at, false, Read.values(poll));
      SystemReading sample = polls.get(at);
      if (sample != null) {
        compared.put(at, difference(sample, poll));
      }
    }
  }

  private void found(long at, boolean more, int values) {
    int number = wanted.number(at);
    if (foundOf.length < wanted.size()) {
      foundOf = Arrays.copyOf(foundOf, wanted.size());
    }
    found.set(number);
    foundOf[number] = values + (more ? foundOf[number] : 0);
  }

  /** Nothing, if both say the same. */
  private static String difference(SystemReading wanted, SystemReading found) {
    Map<String, PointValue> values = new HashMap<>();
    found.values().forEach(value -> values.put(value.point(), value));
    for (PointValue value : wanted.values()) {
      PointValue other = values.get(value.point());
      if (other == null || !other.value().equals(value.value())) {
        return "%d/%s at %s: wanted %s, found %s"
            .formatted(
                wanted.systemId(),
                value.point(),
                wanted.measuredAt(),
                value.value(),
                other == null ? "nothing" : other.value());
      }
    }
    return "";
  }

  /** A row that stands in the table. */
  void found(
      String path,
      long end,
      boolean imported,
      @Nullable Double avg,
      @Nullable Double last,
      @Nullable Double delta,
      int count) {
    if (!wanted.contains(end)) {
      return;
    }
    found(end, true, 1);
    for (Aggregate row : rows.getOrDefault(end, List.of())) {
      if (row.key().path().equals(path)) {
        // One that was computed from readings knows more, and stays as it is.
        boolean same =
            !imported
                || (Objects.equals(row.avg(), avg)
                    && Objects.equals(row.last(), last)
                    && Objects.equals(row.delta(), delta)
                    && row.sampleCount() == count);
        String problem =
            "%s at %s: wanted avg %s, last %s, delta %s of %d, found %s, %s, %s of %d"
                .formatted(
                    row.key(),
                    row.intervalEnd(),
                    row.avg(),
                    row.last(),
                    row.delta(),
                    row.sampleCount(),
                    avg,
                    last,
                    delta,
                    count);
        compared.merge(end, same ? "" : problem, (a, b) -> a.isEmpty() ? b : a);
      }
    }
  }

  /** The system. */
  public int systemId() {
    return systemId;
  }

  /** Instants that the source has. */
  public long wanted() {
    return wanted.size();
  }

  /** Those of them that were found. */
  public long foundInstants() {
    return found.cardinality();
  }

  /** Values, or rows of points, that the source has. */
  public long wantedValues() {
    return wantedValues;
  }

  /** Those of them that were found. */
  public long foundValues() {
    long sum = 0;
    for (int number = 0; number < foundOf.length; number++) {
      sum += Math.min(foundOf[number], wantedOf[number]);
    }
    return sum;
  }

  /** Whether the first and the last instant were found. */
  public boolean isRangeWhole() {
    return wanted.size() == 0
        || (found.get(wanted.number(least)) && found.get(wanted.number(most)));
  }

  /** Samples that were compared and say the same. */
  public long samplesRight() {
    return compared.values().stream().filter(String::isEmpty).count();
  }

  /** Samples that were chosen. */
  public long samples() {
    return chosen.size();
  }

  /** Samples that say something else. */
  public List<String> differences() {
    return compared.values().stream().filter(it -> !it.isEmpty()).toList();
  }

  /** Whether everything is there, and as it was. */
  public boolean isRight() {
    return foundInstants() == wanted.size()
        && foundValues() == wantedValues
        && isRangeWhole()
        && samplesRight() == chosen.size();
  }

  /** For programs. */
  public Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("system", systemId);
    fields.put("wanted", wanted());
    fields.put("found", foundInstants());
    fields.put("wantedValues", wantedValues());
    fields.put("foundValues", foundValues());
    fields.put("range", isRangeWhole());
    fields.put("samples", samples());
    fields.put("samplesRight", samplesRight());
    fields.put("differences", differences());
    return fields;
  }
}
