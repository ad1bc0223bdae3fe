package telemetry.vendors.general;

import java.time.Instant;
import java.util.Optional;
import telemetry.model.Kind;
import telemetry.model.RejectReason;
import telemetry.vendors.Findings;
import telemetry.vendors.KnownFields;
import telemetry.vendors.Meaning;
import telemetry.vendors.PointType;
import telemetry.vendors.TextValues;
import telemetry.vendors.json.Fields;
import telemetry.vendors.json.JsonBody;

/** A message of a single point: see {@link GeneralDecoder}. */
final class PointMessage {
  /** What devices that speak MQTT mostly call it. */
  private static final String TIME = "time";

  private static final KnownFields FIELDS =
      Declared.FIELDS.besides(Readings.MEASURED_AT, TIME, Readings.INTERVAL_START);

  private PointMessage() {}

  static void read(String path, byte[] body, Meaning meaning) {
    Findings findings = meaning.findings();
    String text = JsonBody.text(body);
    if (text == null) {
      findings.refuse(RejectReason.MALFORMED_BODY, "body", "UTF-8 text", "bytes that are none");
    } else if (text.stripLeading().startsWith("{")) {
      JsonBody.object(body, findings).ifPresent(fields -> readObject(path, fields, meaning));
    } else {
      Readings.poll(path, meaning.receivedAt(), meaning)
          .ifPresent(
              poll -> {
                String said = text.strip().equals("null") ? "" : text.strip();
                boolean number = said.isEmpty() || TextValues.isNumeric(said);
                var type = new PointType(path, number ? Kind.GAUGE : Kind.STATE, "");
                poll.put(type, TextValues.of(findings, type, said));
              });
    }
  }

  private static void readObject(String path, Fields fields, Meaning meaning) {
    fields.tellUnknown(FIELDS);
    String said = fields.has(TIME) ? TIME : Readings.MEASURED_AT;
    Optional<Instant> time =
        fields.has(said) ? fields.isoTime(said) : Optional.of(meaning.receivedAt());
    time.flatMap(instant -> Readings.poll(path, instant, meaning))
        .ifPresent(
            poll -> {
              Readings.start(fields, time.get(), poll);
              Declared.put(poll, path, fields);
            });
  }
}
