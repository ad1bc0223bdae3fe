package telemetry.vendors.general;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.RejectReason;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;
import telemetry.vendors.Findings;
import telemetry.vendors.Meaning;
import telemetry.vendors.json.Fields;
import telemetry.vendors.json.JsonBody;

/**
 * The project's own format: one reading, an array of them, or one a line ({@code
 * application/x-ndjson}). A reading is a poll of many points:
 *
 * <pre>{@code
 * {"measuredAt": "2026-01-15T01:23:45Z", "source": "inverter", "values": {
 *    "solar_w": 4210.5,
 *    "meter_wh": {"value": 8731240, "kind": "COUNTER", "unit": "Wh"},
 *    "mode": "auto",
 *    "fault": {"value": null, "kind": "STATE"}}}
 * }</pre>
 *
 * or of one, which is then a source of its own:
 *
 * <pre>{@code
 * {"measuredAt": "2026-01-15T01:23:45Z", "point": "solar_w", "value": 4210.5, "unit": "W"}
 * }</pre>
 *
 * <p>{@code intervalStart} may say where amounts began; {@code quality} is GOOD, ESTIMATED or BAD.
 * A value without a kind is a GAUGE if it is a number or null and a STATE if it is a text or a
 * flag: whoever sends a null or a text now and then should say the kind, since a point keeps its
 * own. Polls of one source and instant in one body are one poll. A single message of a point (see
 * {@link PointFormat}) is a bare number or text, or an object as above, its point left out; {@code
 * time} says the same as {@code measuredAt} there, and without both it counts as measured when it
 * was received.
 */
public final class GeneralDecoder implements Decoder {
  /** The vendor's name. */
  public static final String VENDOR = "general";

  private static final String WANTED = "a reading, an array of them, or one a line";

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    var meaning = new Meaning(raw, position);
    Optional<String> point = PointFormat.point(raw.contentType());
    if (point.isPresent()) {
      PointMessage.read(point.get(), raw.body(), meaning);
    } else if (isLines(raw.contentType())) {
      readLines(raw.body(), meaning);
    } else {
      JsonBody.tree(raw.body(), WANTED, meaning.findings())
          .ifPresent(tree -> readTree(tree, meaning));
    }
    return meaning.decoded("at least one value");
  }

  private static boolean isLines(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.endsWith("ndjson") || type.endsWith("jsonl") || type.endsWith("jsonlines");
  }

  private static void readTree(JsonNode tree, Meaning meaning) {
    Findings findings = meaning.findings();
    if (tree.isArray()) {
      Fields.list("", tree, findings).forEach(reading -> Readings.read(reading, meaning));
    } else {
      Fields.of("", tree, findings).ifPresent(reading -> Readings.read(reading, meaning));
    }
  }

  private static void readLines(byte[] body, Meaning meaning) {
    String text = JsonBody.text(body);
    if (text == null) {
      meaning
          .findings()
          .refuse(
              RejectReason.MALFORMED_BODY, "body", "lines of UTF-8 text", "bytes that are none");
      return;
    }
    int number = 0;
    for (String line : text.split("\n")) {
      String where = "line " + ++number;
      if (!line.isBlank() && meaning.findings().refusal().isEmpty()) {
        JsonBody.tree(where, line, "a JSON object", meaning.findings())
            .flatMap(tree -> Fields.of(where, tree, meaning.findings()))
            .ifPresent(reading -> Readings.read(reading, meaning));
      }
    }
  }
}
