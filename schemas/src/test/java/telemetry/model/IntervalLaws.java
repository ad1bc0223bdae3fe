package telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class IntervalLaws {
  @Property
  void everyInstantLiesInTheIntervalOfItsEnd(
      @ForAll @LongRange(min = -4_000_000_000_000L, max = 4_000_000_000_000L) long millis) {
    long end = Interval.endOf(millis);

    assertThat(end % Interval.MILLIS).isZero();
    assertThat(millis).isGreaterThan(end - Interval.MILLIS).isLessThanOrEqualTo(end);
  }

  @Example
  void aBoundaryBelongsToTheIntervalThatEndsThere() {
    assertThat(Interval.endOf(300_000)).isEqualTo(300_000);
    assertThat(Interval.endOf(300_001)).isEqualTo(600_000);
    assertThat(Interval.endOf(299_999)).isEqualTo(300_000);
    assertThat(Interval.endOf(0)).isZero();
    assertThat(Interval.endOf(-1)).isZero();
  }
}
