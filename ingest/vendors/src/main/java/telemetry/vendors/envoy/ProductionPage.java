package telemetry.vendors.envoy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import telemetry.model.Kind;
import telemetry.vendors.KnownFields;
import telemetry.vendors.Meaning;
import telemetry.vendors.Poll;
import telemetry.vendors.json.Fields;

/**
 * An Envoy's {@code production.json}: lists of devices under {@code production}, {@code
 * consumption} and {@code storage}. Each is a source at its own {@code readingTime}, since they
 * report at different times: {@code envoy.inverters}, {@code envoy.production}, {@code
 * envoy.total-consumption}, {@code envoy.net-consumption}, {@code envoy.storage/acb}; points below
 * the same name, {@code production/wNow}; a meter's phases below {@code production/line1/} and so
 * on.
 *
 * <ul>
 *   <li>{@code net-consumption} is what comes from the grid: negative is feeding in. Its {@code
 *       whLifetime} runs both ways, so it is a level and no counter.
 *   <li>A device with an {@code activeCount} of 0 is not there: its zeros are left out.
 *   <li>A {@code readingTime} of 0 is none; the time of receipt stands for it.
 *   <li>Reactive and apparent energies are the Envoy's own sums, which may run backwards: left out.
 * </ul>
 */
final class ProductionPage {
  private static final String COUNT = "activeCount";
  private static final String TIME = "readingTime";
  private static final String LINES = "lines";
  private static final String NET = "net-consumption";
  private static final KnownFields LEVELS =
      KnownFields.NONE
          .points(Kind.GAUGE, "W", "wNow")
          .points(Kind.GAUGE, "A", "rmsCurrent")
          .points(Kind.GAUGE, "V", "rmsVoltage")
          .points(Kind.GAUGE, "var", "reactPwr")
          .points(Kind.GAUGE, "VA", "apprntPwr")
          .points(Kind.GAUGE, "", "pwrFactor", COUNT)
          .points(Kind.GAUGE, "Wh", "whNow")
          .points(Kind.GAUGE, "%", "percentFull")
          .points(Kind.STATE, "", "state")
          .besides(
              "type",
              "measurementType",
              TIME,
              LINES,
              "whToday",
              "whLastSevenDays",
              "vahToday",
              "varhLeadToday",
              "varhLagToday",
              "vahLifetime",
              "varhLeadLifetime",
              "varhLagLifetime");
  private static final KnownFields DEVICE = LEVELS.points(Kind.COUNTER, "Wh", "whLifetime");
  private static final KnownFields NET_DEVICE = LEVELS.points(Kind.GAUGE, "Wh", "whLifetime");

  private ProductionPage() {}

  static void read(Fields page, Meaning meaning) {
    page.tellUnknown(KnownFields.NONE.besides("production", "consumption", "storage"));
    page.list("production").forEach(device -> read(device, "", meaning));
    page.listIfAny("consumption").forEach(device -> read(device, "", meaning));
    page.listIfAny("storage").forEach(device -> read(device, "storage/", meaning));
  }

  private static void read(Fields device, String under, Meaning meaning) {
    Optional<Long> count = device.whole(COUNT);
    Optional<String> name = name(device);
    Optional<Instant> time = time(device, meaning);
    if (count.isEmpty() || name.isEmpty() || time.isEmpty() || count.get() == 0) {
      return;
    }
    String path = under + name.get();
    KnownFields known = name.get().equals(NET) ? NET_DEVICE : DEVICE;
    Poll poll = meaning.poll("envoy." + path, time.get());
    device.put(poll, known.below(path + "/"));
    List<Fields> lines = device.listIfAny(LINES);
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).put(poll, known.below(path + "/line" + (i + 1) + "/"));
    }
  }

  private static Optional<String> name(Fields device) {
    String field = device.has("measurementType") ? "measurementType" : "type";
    Optional<String> name = device.text(field);
    // A slash in it could make two points one.
    if (name.isPresent() && !name.get().matches("[A-Za-z0-9_-]{1,40}")) {
      device.refuse(field, "letters, digits and dashes", "'" + name.get() + "'");
    }
    return name;
  }

  private static Optional<Instant> time(Fields device, Meaning meaning) {
    return device
        .unixTime(TIME)
        .map(time -> time.equals(Instant.EPOCH) ? meaning.receivedAt() : time);
  }
}
