package telemetry.deploy.vendors;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.UnaryOperator;
import telemetry.gateway.fake.FakeVendor;
import telemetry.gateway.fake.FakeVendor.Answer;
import telemetry.gateway.fake.FakeVendor.Asked;

/** Amber: yesterday's usage, estimated until it is billed; prices of now. */
final class ActedAmber {
  private static final ZoneOffset NEM = ZoneOffset.ofHours(10);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private final Instant newest;
  private boolean billable;

  ActedAmber(Instant now) {
    this.newest = halfHour(now);
  }

  private static Instant halfHour(Instant now) {
    long millis = HALF_HOUR.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis);
  }

  /** The end of an interval of long ago, which the poller never asks for, and of days around. */
  static Instant longAgo(Instant now, int days) {
    return halfHour(now).minus(Duration.ofDays(20L + days));
  }

  Actor begin(UnaryOperator<String> reference) {
    var server = new FakeVendor(this::answer);
    server.accidents(FakeVendor.tooOften(1), FakeVendor.status(500));
    return new Actor(
        "amber",
        "01F5",
        server,
        Map.of("base", server.base(), "apiKey", reference.apply("psk_amber")));
  }

  /**
   * From now on what was estimated is billable, and another amount. Whoever asks by the clock may
   * ask again at any time: each full hour, each midnight.
   */
  synchronized void bill() {
    billable = true;
  }

  private synchronized Answer answer(Asked asked) {
    if (!asked.header("Authorization").equals("Bearer psk_amber")) {
      return FakeVendor.status(401);
    }
    String date = asked.text().replaceAll(".*startDate=([0-9-]+).*", "$1");
    return switch (asked.path()) {
      case "/sites/01F5/usage" -> FakeVendor.json(usage(date));
      case "/sites/01F5/prices" ->
          FakeVendor.json(
              date.equals(dateOf(newest))
                  ? "[" + interval(newest, "ActualInterval", "general", "\"perKwh\": 21.5") + "]"
                  : "[]");
      default -> FakeVendor.status(404);
    };
  }

  private String usage(String date) {
    Instant longAgo = longAgo(newest, 0);
    if (date.equals(dateOf(longAgo))) {
      return "["
          + interval(longAgo, "Usage", "general", used("E1", "billable", 0.3, 21.5, 6.45))
          + "]";
    }
    Instant end = newest.minus(Duration.ofDays(1));
    if (!date.equals(dateOf(end))) {
      return "[]";
    }
    String quality = billable ? "billable" : "estimated";
    double bought = billable ? 0.412 : 0.4;
    return "["
        + interval(end, "Usage", "general", used("E1", quality, bought, 21.5, bought * 21.5))
        + ","
        + interval(end, "Usage", "feedIn", used("B1", quality, -1.25, -4.0, 5.0))
        + "]";
  }

  private static String used(
      String channel, String quality, double kwh, double price, double cost) {
    return "\"channelIdentifier\": \"%s\", \"quality\": \"%s\", \"kwh\": %s, \"perKwh\": %s, \"cost\": %s"
        .formatted(channel, quality, kwh, price, cost);
  }

  private static String interval(Instant end, String type, String channel, String more) {
    return """
        {"type": "%s", "date": "%s", "duration": 30, "startTime": "%s", "endTime": "%s",
         "nemTime": "%s", "spotPerKwh": 3.75, "renewables": 61.25, "channelType": "%s",
         "spikeStatus": "none", "descriptor": "low", %s}
        """
        .formatted(
            type,
            dateOf(end),
            end.minus(HALF_HOUR).plusSeconds(1),
            end,
            end.atOffset(NEM),
            channel,
            more);
  }

  private static String dateOf(Instant end) {
    return end.minusSeconds(1).atOffset(NEM).toLocalDate().toString();
  }
}
