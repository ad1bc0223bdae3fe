package telemetry.vendors.mondo;

import com.fasterxml.jackson.databind.JsonNode;
import telemetry.model.Kind;
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
 * The subcircuits of a Mondo Power site. Points are discovered, two for each row, below its
 * monitoring point's id: {@code <id>/energyNowW}, the power in W, and {@code <id>/totalEnergyWh}, a
 * running total in Wh. Signs are kept as they are sent. Names and types of load are for people and
 * no readings. A body does not say when it was measured; the time of receipt stands for it.
 */
public final class MondoDecoder implements Decoder {
  /** The vendor's name. */
  public static final String VENDOR = "mondo";

  /** The stream that polls make. */
  public static final String SOURCE = "mondo.subcircuit";

  private static final String ROWS = "rows";
  private static final String ID = "monitoringPointId";
  private static final KnownFields FIELDS =
      KnownFields.NONE
          .points(Kind.GAUGE, "W", "energyNowW")
          .points(Kind.COUNTER, "Wh", "totalEnergyWh")
          .besides(ID, "monitoringPointName", "loadType");

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    var meaning = new Meaning(raw, position);
    JsonBody.object(raw.body(), meaning.findings()).ifPresent(body -> read(body, meaning));
    return meaning.decoded();
  }

  private static void read(Fields body, Meaning meaning) {
    body.tellUnknown(KnownFields.NONE.besides(ROWS));
    Poll poll = meaning.poll(SOURCE, meaning.receivedAt());
    for (Fields row : body.list(ROWS)) {
      JsonNode id = row.get(ID);
      if (id.isTextual() || id.isIntegralNumber()) {
        row.put(poll, FIELDS.below(id.asText() + "/"));
      } else {
        row.refuse(ID, "a text or a whole number", JsonBody.typeOf(id));
      }
    }
  }
}
