package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
  @ParameterizedTest
  @CsvSource({
    // Clocks go forward, clocks go back.
    "Australia/Sydney, 2025-10-05T06:00:00Z, 2025-10-04T14:00:00Z, 2025-10-05T13:00:00Z",
    "Australia/Sydney, 2025-04-06T06:00:00Z, 2025-04-05T13:00:00Z, 2025-04-06T14:00:00Z",
    // By half an hour.
    "Australia/Lord_Howe, 2025-10-05T06:00:00Z, 2025-10-04T13:30:00Z, 2025-10-05T13:00:00Z",
    "Australia/Lord_Howe, 2025-04-06T06:00:00Z, 2025-04-05T13:00:00Z, 2025-04-06T13:30:00Z",
    // A quarter off.
    "Asia/Kathmandu, 2025-11-11T00:00:00Z, 2025-11-10T18:15:00Z, 2025-11-11T18:15:00Z",
    // Clocks skip midnight: the day begins at 01:00.
    "Africa/Cairo, 2025-04-25T12:00:00Z, 2025-04-24T22:00:00Z, 2025-04-25T21:00:00Z",
    // Midnight is seen twice: the day began at the first.
    "America/Havana, 2025-11-02T12:00:00Z, 2025-11-02T04:00:00Z, 2025-11-03T05:00:00Z",
    // Clocks were put back at 00:01 to the evening before.
    "America/St_Johns, 2010-11-07T02:45:00Z, 2010-11-07T02:30:00Z, 2010-11-08T03:30:00Z",
    // 30 December was skipped.
    "Pacific/Apia, 2011-12-30T09:00:00Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
    "Pacific/Apia, 2011-12-30T10:05:00Z, 2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z",
    "Z, 2025-11-11T00:05:00Z, 2025-11-11T00:00:00Z, 2025-11-12T00:00:00Z",
  })
  void aDayIsFromMidnightToMidnight(String zone, Instant end, Instant start, Instant until) {
    assertThat(Calendar.days(ZoneId.of(zone)).of(end.toEpochMilli()))
        .isEqualTo(new Period(start.toEpochMilli(), until.toEpochMilli()));
  }

  @Test
  void aWindowThatEndsAtMidnightIsOfTheDayBefore() {
    Calendar days = Calendar.days(ZoneId.of("Australia/Sydney"));
    long midnight = Instant.parse("2025-10-05T13:00:00Z").toEpochMilli();

    assertThat(days.of(midnight).end()).isEqualTo(midnight);
    assertThat(days.of(midnight + 300_000).start()).isEqualTo(midnight);
  }

  @Test
  void hoursAreOfUtc() {
    Calendar hours = Calendar.hours();
    long nine = Instant.parse("2025-11-11T09:00:00Z").toEpochMilli();

    assertThat(hours.of(nine)).isEqualTo(new Period(nine - 3_600_000, nine));
    assertThat(hours.of(nine + 300_000)).isEqualTo(new Period(nine, nine + 3_600_000));
    assertThat(hours.of(-300_000)).isEqualTo(new Period(-3_600_000, 0));
  }

  @ParameterizedTest
  @CsvSource({"America/St_Johns, 2010", "Pacific/Apia, 2011", "Africa/Cairo, 2025"})
  void theDaysOfAYearMeetWithoutGapOrOverlap(String zone, int year) {
    Calendar days = Calendar.days(ZoneId.of(zone));
    long from = Instant.parse(year + "-01-02T00:00:00Z").toEpochMilli();
    Period day = days.of(from);
    for (long at = from; at < from + Duration.ofDays(360).toMillis(); at += 300_000) {
      Period here = days.of(at);
      assertThat(here.holds(at)).isTrue();
      assertThat(here.equals(day) || here.start() == day.end())
          .as("%s after %s", here, day)
          .isTrue();
      day = here;
    }
  }
}
