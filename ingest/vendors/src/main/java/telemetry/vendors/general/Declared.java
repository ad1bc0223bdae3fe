package telemetry.vendors.general;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.vendors.KnownFields;
import telemetry.vendors.PointType;
import telemetry.vendors.Poll;
import telemetry.vendors.json.Fields;

/** A value of the general format that may say its kind, unit and quality itself. */
final class Declared {
  private static final String VALUE = "value";
  private static final String KIND = "kind";
  private static final String UNIT = "unit";
  private static final String QUALITY = "quality";

  /** What stands beside a value. */
  static final KnownFields FIELDS = KnownFields.NONE.besides(VALUE, KIND, UNIT, QUALITY);

  private Declared() {}

  /** A value that stands in an object with what it says of itself. */
  static void put(Poll poll, String path, Fields fields) {
    Optional<Kind> kind =
        fields.has(KIND) ? fields.symbol(KIND, Kind.class) : Optional.of(kindOf(fields.get(VALUE)));
    Optional<Quality> quality =
        fields.has(QUALITY) ? fields.symbol(QUALITY, Quality.class) : Optional.of(Quality.GOOD);
    Optional<String> unit = fields.has(UNIT) ? fields.text(UNIT) : Optional.of("");
    if (kind.isEmpty() || quality.isEmpty() || unit.isEmpty()) {
      return;
    }
    if (unit.get().length() > PointValue.MAX_UNIT) {
      fields.refuse(
          UNIT,
          "a unit of at most " + PointValue.MAX_UNIT + " characters",
          unit.get().length() + " characters");
      return;
    }
    if (fields.required(VALUE)) {
      var type = new PointType(path, kind.get(), unit.get());
      poll.put(type, fields.value(type, VALUE), quality.get());
    }
  }

  /** A value that stands there bare. */
  static void put(Poll poll, String path, Fields fields, String name) {
    var type = new PointType(path, kindOf(fields.get(name)), "");
    poll.put(type, fields.value(type, name));
  }

  private static Kind kindOf(JsonNode value) {
    return value.isTextual() || value.isBoolean() ? Kind.STATE : Kind.GAUGE;
  }
}
