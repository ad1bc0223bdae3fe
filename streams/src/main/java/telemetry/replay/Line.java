package telemetry.replay;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import telemetry.model.PointKey;
import telemetry.recalculation.Counts;
import telemetry.recalculation.RowKey;

/**
 * What becomes of the rows of one point in one table.
 *
 * @param counts how many, by what becomes of them
 * @param largest the largest change of one number; null if none changes
 */
public record Line(Counts counts, @Nullable Largest largest) {
  static final Line NONE = new Line(Counts.NONE, null);

  /**
   * Which line.
   *
   * @param point whose rows
   * @param topic the name of the table's topic
   */
  public record Key(PointKey point, String topic) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.<Key>comparingInt(key -> key.point().systemId())
            .thenComparing(key -> key.point().path())
            .thenComparing(Key::topic);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A change of one number.
   *
   * @param row in which row
   * @param column in which column
   * @param from what stands; null if nothing does
   * @param to what is to stand; null for nothing
   */
  public record Largest(RowKey row, String column, @Nullable Double from, @Nullable Double to) {
    /** How large it is; nothing counts as 0. */
    public double size() {
      return Math.abs((to == null ? 0 : to) - (from == null ? 0 : from));
    }
  }

  Line plus(Counts more) {
    return new Line(counts.plus(more), largest);
  }

  Line with(@Nullable Largest other) {
    boolean larger = other != null && (largest == null || other.size() > largest.size());
    return larger ? new Line(counts, other) : this;
  }
}
