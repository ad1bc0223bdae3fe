package telemetry.window;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Of a point that was redefined, one row a window: by what it means now as soon as a sample of that
 * is there, until then by what it was heard as. Other points' rows pass.
 */
final class ChosenRows implements RowReader.RowVisitor {
  private record Place(long end, BitSet meanings) {}

  private record Choice(int point, Row row) {}

  private final PointTable table;
  private final RowReader.RowVisitor out;
  private final Map<Place, Choice> open = new HashMap<>();

  ChosenRows(PointTable table, RowReader.RowVisitor out) {
    this.table = table;
    this.out = out;
  }

  @Override
  public void row(long end, int point, Row row) {
    BitSet meanings = table.meanings(point);
    if (meanings.isEmpty()) {
      out.row(end, point, row);
    } else {
      open.merge(new Place(end, meanings), new Choice(point, row), this::better);
    }
  }

  private Choice better(Choice one, Choice other) {
    if (one.row().isEmpty() != other.row().isEmpty()) {
      return one.row().isEmpty() ? other : one;
    }
    boolean keeps = table.isFormer(other.point()) && other.point() < one.point();
    return keeps || !table.isFormer(one.point()) ? one : other;
  }

  /** All rows were shown: those that were chosen are. */
  void end() {
    open.forEach((place, choice) -> out.row(place.end(), choice.point(), choice.row()));
    open.clear();
  }
}
