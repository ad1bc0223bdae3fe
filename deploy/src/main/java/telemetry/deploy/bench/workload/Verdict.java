package telemetry.deploy.bench.workload;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Holds rows against the {@link Reference}, in any order; of one place the last one counts. */
public final class Verdict {
  private static final int SHOWN = 5;

  private final Workload workload;
  private final Reference reference;
  private final UnaryOperator<Row> stated;
  private final Map<String, Integer> points = new HashMap<>();
  private final BitSet right = new BitSet();
  private final Map<Integer, Row> wrong = new TreeMap<>();
  private final List<Row> unwanted = new ArrayList<>();
  private long unwantedCount;

  /** Every column counts. */
  public Verdict(Workload workload) {
    this(workload, UnaryOperator.identity());
  }

  /**
   * Some columns count.
   *
   * @param stated makes a row say only what is compared
   */
  public Verdict(Workload workload, UnaryOperator<Row> stated) {
    this.workload = workload;
    this.reference = new Reference(workload);
    this.stated = stated;
    for (int point = 0; point < workload.points().size(); point++) {
      points.put(workload.points().get(point).path(), point);
    }
  }

  /** A row stands. */
  public void take(Row found) {
    int point = points.getOrDefault(found.path(), -1);
    Row wanted = point < 0 ? null : reference.inPlaceOf(found, point);
    if (wanted == null) {
      unwantedCount++;
      if (unwanted.size() < SHOWN) {
        unwanted.add(found);
      }
      return;
    }
    int place = place(found.systemId(), point, reference.window(found.end()));
    if (stated.apply(wanted).equals(stated.apply(found))) {
      right.set(place);
      wrong.remove(place);
    } else {
      right.clear(place);
      wrong.put(place, found);
    }
  }

  private int place(int system, int point, int window) {
    return Math.toIntExact(
        ((long) (system - 1) * workload.points().size() + point) * workload.windows() + window);
  }

  private Row wanted(int place) {
    int series = place / workload.windows();
    return reference.row(
        1 + series / workload.points().size(),
        series % workload.points().size(),
        place % workload.windows());
  }

  /** Rows that stand as they must. */
  public long right() {
    return right.cardinality();
  }

  /** Rows that say something else than they must. */
  public long wrong() {
    return wrong.size();
  }

  /** Rows that must stand and do not. */
  public long missing() {
    return workload.allRows() - right() - wrong();
  }

  /** Rows that nobody wants. */
  public long unwanted() {
    return unwantedCount;
  }

  /** Whether all rows stand, and no others. */
  public boolean allRight() {
    return right() == workload.allRows() && unwantedCount == 0;
  }

  /** What is not as it must be, in a few lines; none if all is. */
  public List<String> problems() {
    if (allRight()) {
      return List.of();
    }
    var problems = new ArrayList<String>();
    problems.add(
        "of %d rows %d are right, %d wrong, %d missing; %d more are not wanted"
            .formatted(workload.allRows(), right(), wrong(), missing(), unwanted()));
    wrong.entrySet().stream()
        .limit(SHOWN)
        .forEach(
            entry ->
                problems.add("wanted " + wanted(entry.getKey()) + "\n found " + entry.getValue()));
    unwanted.forEach(found -> problems.add("not wanted " + found));
    return problems;
  }
}
