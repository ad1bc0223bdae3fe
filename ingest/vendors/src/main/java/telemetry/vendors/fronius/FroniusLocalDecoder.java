package telemetry.vendors.fronius;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;
import telemetry.vendors.KnownFields;
import telemetry.vendors.Meaning;
import telemetry.vendors.Poll;
import telemetry.vendors.json.Fields;
import telemetry.vendors.json.JsonBody;

/**
 * Pages of the Solar API v1 of a Fronius device, as asked for at the site; names, units and signs
 * are in {@link SolarApi}. {@code Head.Timestamp} is the instant of all of a page. Each page is a
 * source:
 *
 * <ul>
 *   <li>{@code fronius.powerflow}: {@code P_PV}, {@code E_Total} and so on of the site, and {@code
 *       powerflow/<n>/P} and so on of each inverter. Power is null at night.
 *   <li>{@code fronius.inverter}: {@code inverter/<n>/PAC} and so on.
 *   <li>{@code fronius.meter}: {@code meter/<n>/PowerReal_P_Sum} and so on.
 *   <li>{@code fronius.storage}: {@code storage/<n>/StateOfCharge_Relative} and so on; its modules
 *       below {@code storage/<n>/module/<serial>/}, since their order changes between firmwares.
 * </ul>
 *
 * <p>Devices are discovered, their fields are not. A device that has no meter or storage says so
 * with empty data, which is an answer.
 */
public final class FroniusLocalDecoder implements Decoder {
  /** The vendor's name. */
  public static final String VENDOR = "fronius-local";

  private static final String DATA = "Data";

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    var meaning = new Meaning(raw, position);
    JsonBody.object(raw.body(), meaning.findings()).ifPresent(page -> read(page, meaning));
    return meaning.decoded();
  }

  private static void read(Fields page, Meaning meaning) {
    Optional<Fields> head = page.object("Head");
    Optional<Fields> body = page.object("Body");
    if (head.isEmpty() || body.isEmpty() || !succeeded(head.get())) {
      return;
    }
    // Some firmwares write an empty list where others write an empty object.
    boolean none = body.get().get(DATA).isArray() && body.get().get(DATA).isEmpty();
    Optional<Fields> data = none ? Optional.empty() : body.get().object(DATA);
    Optional<Instant> time = head.get().isoTime("Timestamp");
    if (data.isEmpty() || time.isEmpty() || data.get().names().isEmpty()) {
      return;
    }
    String device =
        head.get()
            .objectIfAny("RequestArguments")
            .map(arguments -> arguments.get("DeviceClass").asText(""))
            .orElse("");
    read(device, data.get(), source -> meaning.poll(source, time.get()));
  }

  private static boolean succeeded(Fields head) {
    return head.object("Status")
        .map(
            status -> {
              Optional<Long> code = status.whole("Code");
              if (code.isPresent() && code.get() != 0) {
                String reason = status.get("Reason").asText("");
                status.refuse("Code", "0", code.get() + " (" + reason + ")");
              }
              return code.isPresent() && code.get() == 0;
            })
        .orElse(false);
  }

  /** The poll of a page's source. */
  private interface Polls {
    Poll of(String source);
  }

  private static void read(String device, Fields data, Polls polls) {
    if (data.has("Site")) {
      readPowerFlow(data, polls.of(SolarApi.POWER_FLOW));
    } else if (device.equals("Meter")) {
      Poll poll = polls.of(SolarApi.METER);
      devices(data)
          .forEach((n, meter) -> meter.put(poll, SolarApi.OF_METER.below("meter/" + n + "/")));
    } else if (device.equals("Storage")) {
      Poll poll = polls.of(SolarApi.STORAGE);
      devices(data).forEach((n, storage) -> readStorage("storage/" + n + "/", storage, poll));
    } else if (data.names().stream().anyMatch(name -> InverterQuantity.of(name).isPresent())) {
      readInverters(data, polls.of(SolarApi.INVERTER));
    } else {
      data.refuse(
          "Site", "readings of the power flow, an inverter, meter or storage", "no readings");
    }
  }

  private static void readPowerFlow(Fields data, Poll poll) {
    data.tellUnknown(
        KnownFields.NONE.besides("Site", "Inverters", "Version", "Smartloads", "SecondaryMeters"));
    data.object("Site").ifPresent(site -> site.put(poll, SolarApi.SITE));
    data.objectIfAny("Inverters")
        .ifPresent(
            inverters ->
                devices(inverters)
                    .forEach(
                        (n, inverter) ->
                            inverter.put(
                                poll, SolarApi.FLOW_INVERTER.below("powerflow/" + n + "/"))));
  }

  /** Devices by their numbers; a name that is no number could make two points one. */
  private static Map<String, Fields> devices(Fields fields) {
    fields.names().forEach(name -> requireNumber(fields, name));
    return fields.objects();
  }

  private static void requireNumber(Fields fields, String name) {
    if (!name.matches("[0-9]{1,9}")) {
      fields.refuse(name, "a device's number", "another name");
    }
  }

  private static void readInverters(Fields data, Poll poll) {
    for (String name : data.names()) {
      Optional<InverterQuantity> quantity = InverterQuantity.of(name);
      if (quantity.isEmpty()) {
        data.tell(name);
      } else {
        data.object(name).ifPresent(fields -> readQuantity(quantity.get(), fields, poll));
      }
    }
  }

  private static void readQuantity(InverterQuantity quantity, Fields fields, Poll poll) {
    Optional<String> unit = fields.text("Unit");
    if (unit.isPresent() && !unit.get().equals(quantity.unit())) {
      fields.refuse("Unit", quantity.unit(), "'" + unit.get() + "'");
      return;
    }
    fields
        .object("Values")
        .ifPresent(
            values -> {
              for (String n : values.names()) {
                requireNumber(values, n);
                poll.put(quantity.point(n), values.value(quantity.point(n), n));
              }
            });
  }

  private static void readStorage(String path, Fields storage, Poll poll) {
    storage.tellUnknown(KnownFields.NONE.besides("Controller", "Modules"));
    storage
        .object("Controller")
        .ifPresent(controller -> controller.put(poll, SolarApi.OF_CONTROLLER.below(path)));
    int place = 0;
    for (Fields module : storage.listIfAny("Modules")) {
      String serial =
          module
              .objectIfAny("Details")
              .map(details -> details.get("Serial").asText("").strip())
              .orElse("");
      String name = serial.isEmpty() ? "module#" + place : "module/" + serial;
      module.put(poll, SolarApi.OF_MODULE.below(path + name + "/"));
      place++;
    }
  }
}
