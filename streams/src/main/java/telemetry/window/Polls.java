package telemetry.window;

import java.util.List;
import org.jspecify.annotations.Nullable;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/** Makes the state's polls of readings. */
public final class Polls {
  private static final int[] NO_POINTS = {};
  private static final byte[] NO_TAGS = {};
  private static final double[] NO_NUMBERS = {};

  private Polls() {}

  /**
   * The poll that a reading states; its new points are added to the table.
   *
   * @param offset where the reading stands in {@code telemetry.readings}
   */
  public static Poll of(SystemReading reading, long offset, PointTable table) {
    var position =
        new Position(
            reading.batch() == null ? 0 : reading.batch(),
            reading.raw() == null ? Position.NO_RAW : reading.raw().offset(),
            offset);
    long since =
        reading.intervalStart() == null ? Poll.NO_START : reading.intervalStart().toEpochMilli();
    long at = reading.measuredAt().toEpochMilli();
    if (reading.op() == Op.VOID) {
      return new Poll(
          at, reading.source(), position, true, since, NO_POINTS, NO_TAGS, NO_NUMBERS, null);
    }
    List<PointValue> values = reading.values();
    PointLayout layout = table.layout(values);
    int size = values.size();
    byte[] tags = new byte[size];
    double[] numbers = new double[size];
    @Nullable String[] texts = null;
    for (int i = 0; i < size; i++) {
      PointValue value = values.get(layout.places[i]);
      tags[i] = Poll.tag(value.value(), value.quality());
      if (value.value() instanceof Value.Num num) {
        numbers[i] = num.number();
      } else if (value.value() instanceof Value.Text text) {
        texts = texts == null ? new String[size] : texts;
        texts[i] = text.text();
      }
    }
    return new Poll(
        at, reading.source(), position, false, since, layout.points, tags, numbers, texts);
  }

  /** A poll that holds nothing but a carried number. */
  static Poll of(Facts.Carry carry) {
    return new Poll(
        carry.at(),
        "carry",
        new Position(0, Position.NO_RAW, 0),
        false,
        Poll.NO_START,
        new int[] {carry.point()},
        new byte[] {Poll.NUMBER},
        new double[] {carry.number()},
        null);
  }
}
