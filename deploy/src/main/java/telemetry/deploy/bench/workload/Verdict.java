package telemetry.deploy.bench.workload;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Holds rows against the {@link Reference}, in any order; of one place the last one counts. */
public final class Verdict {
  private static final int SHOWN = 5;

  private final Workload workload;
  private final Reference reference;
  private final UnaryOperator<Row> stated;
  private final Map<String, Integer> points = new HashMap<>();
  private final Map<Length, Part> parts = new EnumMap<>(Length.class);
  private final List<Row> unwanted = new ArrayList<>();
  private long unwantedCount;

  /** Every column counts, of windows, hours and days. */
  public Verdict(Workload workload) {
    this(workload, EnumSet.allOf(Length.class), UnaryOperator.identity());
  }

  /**
   * Some columns of some rows count.
   *
   * @param lengths which are wanted
   * @param stated makes a row say only what is compared
   */
  public Verdict(Workload workload, Set<Length> lengths, UnaryOperator<Row> stated) {
    this.workload = workload;
    this.reference = new Reference(workload);
    this.stated = stated;
    lengths.forEach(length -> parts.put(length, new Part(length)));
    for (int point = 0; point < workload.points().size(); point++) {
      points.put(workload.points().get(point).path(), point);
    }
  }

  /** The rows of one length. */
  private final class Part {
    private final Length length;
    private final BitSet right = new BitSet();
    private final Map<Integer, Row> wrong = new TreeMap<>();

    Part(Length length) {
      this.length = length;
    }

    /** Whether there is a place for it. */
    boolean take(Row found, int point) {
      long place = found.end() / length.millis() - 1 - workload.first(length);
      if (found.end() % length.millis() != 0 || place < 0 || place >= workload.rows(length)) {
        return false;
      }
      int series = (found.systemId() - 1) * workload.points().size() + point;
      int index = Math.toIntExact((long) series * workload.rows(length) + place);
      if (stated.apply(wanted(index)).equals(stated.apply(found))) {
        right.set(index);
        wrong.remove(index);
      } else {
        right.clear(index);
        wrong.put(index, found);
      }
      return true;
    }

    Row wanted(int index) {
      int series = index / workload.rows(length);
      return reference.row(
          1 + series / workload.points().size(),
          series % workload.points().size(),
          length,
          index % workload.rows(length));
    }
  }

  /** A row stands. */
  public void take(Row found) {
    Part part = part(found.end() - found.start());
    int point = points.getOrDefault(found.path(), -1);
    boolean known = point >= 0 && found.systemId() >= 1 && found.systemId() <= workload.systems();
    if (part == null || !known || !part.take(found, point)) {
      unwantedCount++;
      if (unwanted.size() < SHOWN) {
        unwanted.add(found);
      }
    }
  }

  private @Nullable Part part(long millis) {
    for (Part part : parts.values()) {
      if (part.length.millis() == millis) {
        return part;
      }
    }
    return null;
  }

  /** Rows that must stand. */
  public long wanted() {
    return parts.keySet().stream().mapToLong(workload::allRows).sum();
  }

  /** Rows that stand as they must. */
  public long right() {
    return parts.values().stream().mapToLong(part -> part.right.cardinality()).sum();
  }

  /** Rows that say something else than they must. */
  public long wrong() {
    return parts.values().stream().mapToLong(part -> part.wrong.size()).sum();
  }

  /** Rows that must stand and do not. */
  public long missing() {
    return wanted() - right() - wrong();
  }

  /** Rows that nobody wants. */
  public long unwanted() {
    return unwantedCount;
  }

  /** Whether all rows stand, and no others. */
  public boolean allRight() {
    return right() == wanted() && unwantedCount == 0;
  }

  /** What is not as it must be, in a few lines; none if all is. */
  public List<String> problems() {
    if (allRight()) {
      return List.of();
    }
    var problems = new ArrayList<String>();
    problems.add(
        "of %d rows %d are right, %d wrong, %d missing; %d more are not wanted"
            .formatted(wanted(), right(), wrong(), missing(), unwanted()));
    for (Part part : parts.values()) {
      part.wrong.entrySet().stream()
          .limit(SHOWN)
          .forEach(
              entry ->
                  problems.add(
                      "wanted " + part.wanted(entry.getKey()) + "\n found " + entry.getValue()));
    }
    unwanted.forEach(found -> problems.add("not wanted " + found));
    return problems;
  }
}
