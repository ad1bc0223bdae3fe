package telemetry.vendors.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import telemetry.model.Quality;
import telemetry.model.RejectReason;
import telemetry.model.Value;
import telemetry.vendors.Findings;
import telemetry.vendors.KnownFields;
import telemetry.vendors.PointType;
import telemetry.vendors.Poll;
import telemetry.vendors.Timestamps;

/**
 * The fields of one object of a body. Whoever asks for a field that must be there gets it, or
 * nothing and a refusal that names the field, what was wanted and what was found; null counts as
 * not there.
 */
public final class Fields {
  private static final Pattern INDEX = Pattern.compile("^line [0-9]++\\.|(?<=\\[)[0-9]++(?=])");

  private static final int SOME = 5;

  private final String where;
  private final ObjectNode node;
  private final Findings findings;

  Fields(String where, ObjectNode node, Findings findings) {
    this.where = where;
    this.node = node;
    this.findings = findings;
  }

  /** The fields of a node that must be an object; empty where it is refused. */
  public static Optional<Fields> of(String where, JsonNode node, Findings findings) {
    if (node instanceof ObjectNode object) {
      return Optional.of(new Fields(where, object, findings));
    }
    findings.refuse(
        RejectReason.MALFORMED_BODY,
        where.isEmpty() ? "body" : where,
        "a JSON object",
        JsonBody.typeOf(node));
    return Optional.empty();
  }

  /** Where a field of this object stands in the body. */
  public String place(String name) {
    return where.isEmpty() ? name : where + "." + name;
  }

  /** Whether a field is there and not null. */
  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** A field as it stands there; a missing node where it does not. */
  public JsonNode get(String name) {
    return node.path(name);
  }

  /** The names of all fields, in their order. */
  public List<String> names() {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether a field is there, be it null; refuses the record where it is not. */
  public boolean required(String name) {
    if (node.has(name)) {
      return true;
    }
    findings.refuse(RejectReason.MISSING_FIELD, place(name), "a number, a text or null", "nothing");
    return false;
  }

  /** Some names, for answers. */
  public String some() {
    var some = new ArrayList<>(names().stream().limit(SOME).toList());
    if (node.size() > SOME) {
      some.add("…");
    }
    return some.toString();
  }

  /** An object that must be there. */
  public Optional<Fields> object(String name) {
    return required(
        name,
        "an object",
        JsonNode::isObject,
        field -> new Fields(place(name), (ObjectNode) field, findings));
  }

  /** An object that may be there. */
  public Optional<Fields> objectIfAny(String name) {
    return has(name) ? object(name) : Optional.empty();
  }

  /** The fields of an object that all hold objects, by their names: devices by their numbers. */
  public Map<String, Fields> objects() {
    var objects = new LinkedHashMap<String, Fields>();
    names().forEach(name -> object(name).ifPresent(fields -> objects.put(name, fields)));
    return objects;
  }

  /** An array of objects that must be there; empty also where it is refused. */
  public List<Fields> list(String name) {
    return required(
            name, "an array", JsonNode::isArray, field -> list(place(name), field, findings))
        .orElse(List.of());
  }

  /** An array of objects that may be there. */
  public List<Fields> listIfAny(String name) {
    return has(name) ? list(name) : List.of();
  }

  /** The objects of an array; what is none is refused. */
  public static List<Fields> list(String where, JsonNode array, Findings findings) {
    var objects = new ArrayList<Fields>(array.size());
    for (int i = 0; i < array.size(); i++) {
      String place = where + "[" + i + "]";
      if (array.get(i) instanceof ObjectNode object) {
        objects.add(new Fields(place, object, findings));
      } else {
        findings.refuse(RejectReason.BAD_FIELD, place, "an object", JsonBody.typeOf(array.get(i)));
      }
    }
    return objects;
  }

  /** A text that must be there. */
  public Optional<String> text(String name) {
    return required(name, "a text", JsonNode::isTextual, JsonNode::textValue);
  }

  /** A whole number that must be there. */
  public Optional<Long> whole(String name) {
    return required(
        name,
        "a whole number",
        field -> field.isIntegralNumber() && field.canConvertToLong(),
        JsonNode::longValue);
  }

  /** An ISO 8601 instant that must be there. */
  public Optional<Instant> isoTime(String name) {
    return required(name, Timestamps.ISO, JsonNode::isTextual, JsonNode::textValue)
        .flatMap(text -> instant(name, Timestamps.ISO, "'" + text + "'", Timestamps.iso(text)));
  }

  /** Unix time in seconds that must be there. */
  public Optional<Instant> unixTime(String name) {
    return required(name, Timestamps.UNIX, JsonNode::isNumber, JsonNode::asText)
        .flatMap(digits -> instant(name, Timestamps.UNIX, digits, Timestamps.unix(digits, 1000)));
  }

  /** Puts what is known into a poll, and tells the rest. */
  public void put(Poll poll, KnownFields known) {
    put(poll, known, Quality.GOOD);
  }

  /** Puts what is known into a poll, and tells the rest. */
  public void put(Poll poll, KnownFields known, Quality quality) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      known
          .point(field.getKey())
          .ifPresent(
              type -> poll.put(type, JsonValues.of(findings, type, field.getValue()), quality));
    }
    tellUnknown(known);
  }

  /** Tells the names that are not known. */
  public void tellUnknown(KnownFields known) {
    names().stream().filter(name -> !known.knows(name)).forEach(this::tell);
  }

  /** Tells a field as one that nothing knows; once for all items of a list. */
  public void tell(String name) {
    findings.unmapped(INDEX.matcher(place(name)).replaceAll(""));
  }

  /** What a field says of a point. */
  public Value value(PointType type, String name) {
    return JsonValues.of(findings, type, node.path(name));
  }

  /** Refuses a field for what it holds. */
  public void refuse(String name, String expected, String found) {
    findings.refuse(RejectReason.BAD_FIELD, place(name), expected, found);
  }

  private Optional<Instant> instant(
      String name, String expected, String found, Optional<Instant> instant) {
    if (instant.isEmpty()) {
      refuse(name, expected, found);
    }
    return instant;
  }

  /** One of some symbols that must be there. */
  public <E extends Enum<E>> Optional<E> symbol(String name, Class<E> symbols) {
    return text(name)
        .flatMap(
            text -> {
              Optional<E> found =
                  Arrays.stream(symbols.getEnumConstants())
                      .filter(symbol -> symbol.name().equals(text))
                      .findFirst();
              if (found.isEmpty()) {
                refuse(
                    name,
                    "one of " + Arrays.toString(symbols.getEnumConstants()),
                    "'" + text + "'");
              }
              return found;
            });
  }

  private <T> Optional<T> required(
      String name, String expected, Predicate<JsonNode> fits, Function<JsonNode, T> read) {
    JsonNode field = node.path(name);
    if (field.isMissingNode() || field.isNull()) {
      findings.refuse(RejectReason.MISSING_FIELD, place(name), expected, "nothing");
      return Optional.empty();
    }
    if (!fits.test(field)) {
      refuse(name, expected, JsonBody.typeOf(field));
      return Optional.empty();
    }
    return Optional.of(read.apply(field));
  }
}
