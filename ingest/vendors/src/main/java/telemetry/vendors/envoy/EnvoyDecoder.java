package telemetry.vendors.envoy;

import com.fasterxml.jackson.databind.JsonNode;
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
 * What an Envoy says of itself. Power is in W, energy in Wh; {@code whLifetime} and its like are
 * running totals. Three of its pages are known, each by its shape:
 *
 * <ul>
 *   <li>{@code production.json}: see {@link ProductionPage}.
 *   <li>{@code ivp/meters/readings}: a list of meters and their channels, each a source {@code
 *       envoy.meter/<eid>} at its own instant, points {@code meter/<eid>/activePower} and so on;
 *       what is delivered comes from the meter's near side, what is received from its far side.
 *   <li>{@code api/v1/production}: {@code wattsNow} and {@code wattHoursLifetime}, source {@code
 *       envoy.v1}. It does not say when; the time of receipt stands for it.
 * </ul>
 *
 * <p>Totals of the day and of seven days restart at the device's own midnight: known, and left out.
 */
public final class EnvoyDecoder implements Decoder {
  /** The vendor's name. */
  public static final String VENDOR = "envoy";

  private static final KnownFields V1 =
      KnownFields.NONE
          .points(Kind.GAUGE, "W", "wattsNow")
          .points(Kind.COUNTER, "Wh", "wattHoursLifetime")
          .besides("wattHoursToday", "wattHoursSevenDays");
  private static final String EID = "eid";
  private static final String TIMESTAMP = "timestamp";
  private static final String CHANNELS = "channels";
  private static final KnownFields METER =
      KnownFields.NONE
          .points(Kind.GAUGE, "W", "activePower")
          .points(Kind.GAUGE, "var", "reactivePower")
          .points(Kind.GAUGE, "VA", "apparentPower")
          .points(Kind.GAUGE, "", "pwrFactor")
          .points(Kind.GAUGE, "V", "voltage")
          .points(Kind.GAUGE, "A", "current")
          .points(Kind.GAUGE, "Hz", "freq")
          .points(Kind.COUNTER, "Wh", "actEnergyDlvd", "actEnergyRcvd")
          .points(Kind.COUNTER, "VAh", "apparentEnergy")
          .points(Kind.COUNTER, "varh", "reactEnergyLagg", "reactEnergyLead")
          .besides(EID, TIMESTAMP, CHANNELS, "instantaneousDemand");

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    var meaning = new Meaning(raw, position);
    JsonBody.tree(raw.body(), "a page of an Envoy in JSON", meaning.findings())
        .ifPresent(tree -> read(tree, meaning));
    return meaning.decoded();
  }

  private static void read(JsonNode tree, Meaning meaning) {
    if (tree.isArray()) {
      readMeters(Fields.list("", tree, meaning.findings()), meaning);
      return;
    }
    Fields.of("", tree, meaning.findings())
        .ifPresent(
            page -> {
              if (page.names().stream().anyMatch(V1::knows)) {
                page.put(meaning.poll("envoy.v1", meaning.receivedAt()), V1);
              } else if (page.has("production")) {
                ProductionPage.read(page, meaning);
              } else {
                meaning
                    .findings()
                    .refuse(
                        RejectReason.MISSING_FIELD,
                        "production",
                        "an array, or wattsNow, or a list of meters",
                        "only " + page.some());
              }
            });
  }

  private static void readMeters(List<Fields> meters, Meaning meaning) {
    for (Fields meter : meters) {
      Optional<Instant> time = meter.unixTime(TIMESTAMP);
      Optional<Long> eid = meter.whole(EID);
      if (time.isPresent() && eid.isPresent()) {
        String path = "meter/" + eid.get();
        Poll poll = meaning.poll("envoy." + path, time.get());
        meter.put(poll, METER.below(path + "/"));
        readMeters(meter.listIfAny(CHANNELS), meaning);
      }
    }
  }
}
