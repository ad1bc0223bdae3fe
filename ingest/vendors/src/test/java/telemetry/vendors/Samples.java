package telemetry.vendors;

import java.nio.charset.StandardCharsets;
import java.util.List;
import telemetry.model.RawReading;
import telemetry.vendors.csv.Csv;
import telemetry.vendors.general.PointFormat;

/** A record of every kind that the vendors send; each of them is accepted. */
public final class Samples {
  private static final String JSON = "application/json";

  private Samples() {}

  /** One of each. */
  public static List<RawReading> all() {
    String[] csv = Payloads.text("csv/home.csv").split("\n", 3);
    return List.of(
        body("amber", "amber/usage.json"),
        body("amber", "amber/prices.json"),
        Csv.raw(Csv.mapping(Payloads.text("csv/mapping.json")), csv[0], csv[1]),
        body("enphase", "enphase/production_micro.json"),
        body("enphase", "enphase/production_meter.json"),
        body("enphase", "enphase/battery.json"),
        body("envoy", "envoy/production.json"),
        body("envoy", "envoy/production-old.json"),
        body("envoy", "envoy/v1.json"),
        body("envoy", "envoy/meters.json"),
        body("fronius", "fronius/push.json"),
        body("fronius-local", "fronius/powerflow.json"),
        body("fronius-local", "fronius/powerflow-night.json"),
        body("fronius-local", "fronius/inverter.json"),
        body("fronius-local", "fronius/meter.json"),
        body("fronius-local", "fronius/storage.json"),
        body("general", "general/reading.json"),
        body("general", "general/array.json"),
        Payloads.raw("general", "application/x-ndjson", Payloads.resource("general/lines.ndjson")),
        Payloads.raw(
            "general",
            PointFormat.contentType("hall/temp"),
            "21.5".getBytes(StandardCharsets.UTF_8)),
        body("mondo", "mondo/subcircuit.json"),
        body("selectronic", "selectronic/point.json"));
  }

  private static RawReading body(String vendor, String resource) {
    return Payloads.raw(vendor, JSON, Payloads.resource(resource));
  }
}
