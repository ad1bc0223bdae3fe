package telemetry.vendors.enphase;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import telemetry.model.Kind;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.RejectReason;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;
import telemetry.vendors.KnownFields;
import telemetry.vendors.Meaning;
import telemetry.vendors.Poll;
import telemetry.vendors.json.Fields;
import telemetry.vendors.json.JsonBody;

/**
 * Intervals of Enlighten v4's telemetry, each a poll at its end ({@code end_at}, unix seconds). No
 * raw readings exist: the interval is the reading. Intervals of the night are absent, and stay so.
 *
 * <ul>
 *   <li>Source {@code enphase.production_micro}, 5 minutes: {@code powr}, mean power in W; {@code
 *       enwh}, energy of the interval in Wh; {@code devices_reporting}.
 *   <li>Source {@code enphase.production_meter}, 15 minutes: {@code production_meter/wh_del} in Wh.
 *   <li>Source {@code enphase.battery}, 15 minutes: {@code battery/charge/enwh} and {@code
 *       battery/discharge/enwh} in Wh, {@code battery/soc/percent} in %, 0 to 100.
 * </ul>
 *
 * <p>An empty list is an answer: nothing was produced. Source of these facts: Enphase's API v4
 * documentation.
 */
public final class EnphaseDecoder implements Decoder {
  /** The vendor's name. */
  public static final String VENDOR = "enphase";

  private static final String INTERVALS = "intervals";
  private static final String END = "end_at";
  private static final String DEVICES = "devices_reporting";
  private static final Duration MICRO = Duration.ofMinutes(5);
  private static final Duration METER = Duration.ofMinutes(15);
  private static final KnownFields AROUND =
      KnownFields.NONE.besides(
          "system_id",
          "granularity",
          "total_devices",
          "start_at",
          "end_at",
          "items",
          INTERVALS,
          "meta",
          "last_reported_aggregate_soc");
  private static final KnownFields OF_MICRO =
      KnownFields.NONE
          .points(Kind.GAUGE, "W", "powr")
          .points(Kind.INTERVAL, "Wh", "enwh")
          .points(Kind.GAUGE, "", DEVICES)
          .besides(END);
  private static final KnownFields OF_METER =
      KnownFields.NONE
          .points(Kind.INTERVAL, "Wh", "wh_del")
          .below("production_meter/")
          .besides(END, DEVICES);
  private static final List<String> FLOWS = List.of("charge", "discharge");
  private static final KnownFields OF_FLOW =
      KnownFields.NONE.points(Kind.INTERVAL, "Wh", "enwh").besides(DEVICES);
  private static final String SOC = "soc";
  private static final KnownFields OF_SOC =
      KnownFields.NONE.points(Kind.GAUGE, "%", "percent").besides(DEVICES);
  private static final KnownFields OF_BATTERY =
      KnownFields.NONE.besides(END, "charge", "discharge", SOC);

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    var meaning = new Meaning(raw, position);
    JsonBody.object(raw.body(), meaning.findings())
        .ifPresent(
            body -> {
              if (body.has(INTERVALS)) {
                body.tellUnknown(AROUND);
                body.list(INTERVALS).forEach(interval -> read(interval, meaning));
              } else {
                meaning
                    .findings()
                    .refuse(RejectReason.MISSING_FIELD, INTERVALS, "an array", instead(body));
              }
            });
    return meaning.decoded();
  }

  /** What Enlighten says where it gives no intervals, like "Not Authorized". */
  private static String instead(Fields body) {
    return body.get("message").isTextual()
        ? "the message '" + body.get("message").textValue() + "'"
        : "only " + body.some();
  }

  private static void read(Fields interval, Meaning meaning) {
    Optional<Instant> end = interval.unixTime(END);
    if (end.isEmpty()) {
      return;
    }
    if (interval.has("powr")) {
      interval.put(poll("enphase.production_micro", end.get(), MICRO, meaning), OF_MICRO);
    } else if (interval.has("wh_del")) {
      interval.put(poll("enphase.production_meter", end.get(), METER, meaning), OF_METER);
    } else if (interval.has("charge") || interval.has("discharge") || interval.has(SOC)) {
      readBattery(interval, poll("enphase.battery", end.get(), METER, meaning));
    } else {
      interval.refuse("powr", "powr, wh_del, or charge, discharge and soc", "none of them");
    }
  }

  private static void readBattery(Fields interval, Poll poll) {
    interval.tellUnknown(OF_BATTERY);
    for (String flow : FLOWS) {
      interval
          .objectIfAny(flow)
          .ifPresent(fields -> fields.put(poll, OF_FLOW.below("battery/" + flow + "/")));
    }
    interval
        .objectIfAny(SOC)
        .ifPresent(fields -> fields.put(poll, OF_SOC.below("battery/" + SOC + "/")));
  }

  private static Poll poll(String source, Instant end, Duration length, Meaning meaning) {
    Poll poll = meaning.poll(source, end);
    poll.intervalStart(end.minus(length));
    return poll;
  }
}
