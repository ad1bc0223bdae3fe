package telemetry.deploy.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import telemetry.model.PointKey;

class CoverageTest {
  private static final Instant BEGIN = Instant.parse("2025-11-01T00:00:00Z");
  private static final Instant END = Instant.parse("2025-11-11T00:00:00Z");
  private static final PointKey POINT = new PointKey(3, "enwh");

  private final TreeSet<Long> ends = new TreeSet<>();

  private void speak(Duration every, int fromHour, int toHour) {
    for (Instant at = BEGIN.plus(every); !at.isAfter(END); at = at.plus(every)) {
      int hour = at.minusMillis(1).atZone(ZoneOffset.UTC).getHour();
      if (hour >= fromHour && hour < toHour) {
        ends.add(at.toEpochMilli());
      }
    }
  }

  private void forget(String after, String until) {
    ends.subSet(
            Instant.parse(after).toEpochMilli(), false, Instant.parse(until).toEpochMilli(), true)
        .clear();
  }

  private List<Gap> gaps() {
    return new Coverage(ends).gaps(POINT, BEGIN, END, 3);
  }

  private static Gap gap(String after, String until, int missing) {
    return new Gap(POINT, Instant.parse(after), Instant.parse(until), missing);
  }

  @Test
  void nothingIsMissedAtNightNorBetweenHalfHours() {
    speak(Duration.ofMinutes(5), 6, 18);
    assertThat(gaps()).isEmpty();

    ends.clear();
    speak(Duration.ofMinutes(30), 0, 24);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void aHoleInTheMiddleOfADayIsFound() {
    speak(Duration.ofMinutes(5), 6, 18);
    forget("2025-11-05T10:00:00Z", "2025-11-05T11:30:00Z");

    assertThat(gaps()).containsExactly(gap("2025-11-05T10:00:00Z", "2025-11-05T11:30:00Z", 18));
  }

  @Test
  void aDayWithoutAWordIsAHoleOfWhatItsDaysHold() {
    speak(Duration.ofMinutes(5), 6, 18);
    forget("2025-11-05T00:00:00Z", "2025-11-06T00:00:00Z");

    assertThat(gaps()).containsExactly(gap("2025-11-04T18:00:00Z", "2025-11-05T18:00:00Z", 144));
  }

  @Test
  void theLastDaysAreMissedToo() {
    speak(Duration.ofMinutes(30), 0, 24);
    forget("2025-11-10T12:00:00Z", "2025-11-11T00:00:00Z");

    assertThat(gaps()).containsExactly(gap("2025-11-10T12:00:00Z", "2025-11-11T00:00:00Z", 24));
  }

  @Test
  void aShortHoleIsNotTold() {
    speak(Duration.ofMinutes(5), 0, 24);
    forget("2025-11-05T10:00:00Z", "2025-11-05T10:10:00Z");

    assertThat(gaps()).isEmpty();
  }
}
