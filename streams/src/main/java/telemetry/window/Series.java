package telemetry.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import telemetry.model.Quality;

/**
 * The samples of one point in time order, one an instant: what the window function looks at. Filled
 * from polls in ascending order; where two sources give the point at one instant, the one received
 * last counts.
 */
final class Series {
  /** A window polled once a minute, and what it began with. */
  private static final int USUAL = 8;

  private final double maxPerHour;
  private long[] at = new long[USUAL];
  private Poll[] polls = new Poll[USUAL];
  private int[] places = new int[USUAL];
  private int size;

  /** Of a point without a limit. */
  Series() {
    this(Double.POSITIVE_INFINITY);
  }

  /**
   * Of a point.
   *
   * @param maxPerHour how fast it can rise
   */
  Series(double maxPerHour) {
    this.maxPerHour = maxPerHour;
  }

  double maxPerHour() {
    return maxPerHour;
  }

  int size() {
    return size;
  }

  /**
   * Adds what a poll says of the point.
   *
   * @param place where the point stands in the poll
   */
  void append(Poll poll, int place) {
    if (size > 0 && at[size - 1] == poll.at()) {
      if (poll.position().isAfter(polls[size - 1].position())) {
        polls[size - 1] = poll;
        places[size - 1] = place;
      }
      return;
    }
    if (size > 0 && at[size - 1] > poll.at()) {
      throw new IllegalArgumentException(
          "series: wanted ascending instants, found " + poll.at() + " after " + at[size - 1]);
    }
    if (size == at.length) {
      at = Arrays.copyOf(at, size * 2);
      polls = Arrays.copyOf(polls, size * 2);
      places = Arrays.copyOf(places, size * 2);
    }
    at[size] = poll.at();
    polls[size] = poll;
    places[size] = place;
    size++;
  }

  long at(int i) {
    return at[i];
  }

  boolean isNumber(int i) {
    return polls[i].isNumber(places[i]);
  }

  boolean isText(int i) {
    return polls[i].isText(places[i]);
  }

  double number(int i) {
    return polls[i].numbers[places[i]];
  }

  @Nullable String text(int i) {
    return polls[i].text(places[i]);
  }

  Quality quality(int i) {
    return polls[i].quality(places[i]);
  }

  long since(int i) {
    return polls[i].since();
  }
}
