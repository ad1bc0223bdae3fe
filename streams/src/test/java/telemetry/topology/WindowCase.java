package telemetry.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Status;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/** One worked case of {@code vectors/windows.json}. */
public record WindowCase(
    String name, String why, JsonNode rollup, List<SystemReading> readings, List<String> rows) {
  /** A column that the cases of roll-ups do not write. */
  private static final String UNSAID = "-";

  /** All of them, in the order of the file. */
  public static Stream<WindowCase> all() throws IOException {
    try (InputStream file = WindowCase.class.getResourceAsStream("/vectors/windows.json")) {
      var cases = new ArrayList<WindowCase>();
      for (JsonNode node : new ObjectMapper().readTree(Objects.requireNonNull(file))) {
        var readings = new ArrayList<SystemReading>();
        node.get("readings").forEach(reading -> readings.add(reading(reading)));
        var rows = new ArrayList<String>();
        node.get("rows").forEach(row -> rows.add(row(row)));
        cases.add(
            new WindowCase(
                node.get("name").asText(),
                node.get("why").asText(),
                node.get("rollup"),
                readings,
                rows));
      }
      return cases.stream();
    }
  }

  /** Whether its rows are those of windows, and not of hours or days. */
  boolean isFiveMinutes() {
    return rollup.isNull();
  }

  /** Where its rows are told. */
  public Topic<Aggregate> topic() {
    return isFiveMinutes()
        ? Topics.AGG_5M
        : rollup.asText().equals("1h") ? Topics.AGG_1H : Topics.AGG_1D;
  }

  /** The zone of its days, UTC where it has none. */
  public String zone() {
    int colon = rollup.asText().indexOf(':');
    return colon < 0 ? "UTC" : rollup.asText().substring(colon + 1);
  }

  private static SystemReading reading(JsonNode node) {
    boolean single = node.has("point");
    var values = new ArrayList<PointValue>();
    if (single) {
      values.add(value(node));
    } else {
      node.get("values").forEach(value -> values.add(value(value)));
    }
    boolean voided = node.path("op").asText().equals("VOID");
    return new SystemReading(
        node.get("system").asInt(),
        "test",
        single ? node.get("point").asText() : node.get("source").asText(),
        voided ? Op.VOID : Op.PUT,
        Instant.ofEpochMilli(node.get("at").asLong()),
        node.has("since") ? Instant.ofEpochMilli(node.get("since").asLong()) : null,
        Instant.ofEpochMilli(node.get("at").asLong()),
        null,
        null,
        voided ? List.of() : values);
  }

  private static PointValue value(JsonNode node) {
    JsonNode value = node.get("value");
    return new PointValue(
        node.get("point").asText(),
        Kind.valueOf(node.get("kind").asText()),
        "",
        value == null || value.isNull()
            ? Value.MISSING
            : value.isTextual() ? Value.of(value.asText()) : Value.of(value.asDouble()),
        Quality.valueOf(node.path("quality").asText("GOOD")));
  }

  private static String row(JsonNode row) {
    return String.join(
        " ",
        row.path("system").asText() + "/" + row.path("point").asText(),
        row.path("end").asText(),
        number(row.path("avg")),
        number(row.path("min")),
        number(row.path("max")),
        number(row.path("last")),
        row.path("lastText").asText(),
        number(row.path("delta")),
        row.has("deltaSince") ? row.path("deltaSince").asText() : UNSAID,
        row.path("sampleCount").asText(),
        row.path("errorCount").asText(),
        row.path("resetCount").asText(),
        row.has("quality") ? row.path("quality").asText() : UNSAID);
  }

  private static String number(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? "null" : Double.toString(node.asDouble());
  }

  /** A row as the cases write it; EMPTY ones are left out. */
  public List<String> written(Iterable<Aggregate> rows) {
    var written = new ArrayList<String>();
    for (Aggregate row : rows) {
      if (row.status() != Status.EMPTY) {
        written.add(written(row));
      }
    }
    return written;
  }

  private String written(Aggregate row) {
    return String.join(
        " ",
        row.key().text(),
        Long.toString(row.intervalEnd().toEpochMilli()),
        String.valueOf(row.avg()),
        String.valueOf(row.min()),
        String.valueOf(row.max()),
        String.valueOf(row.last()),
        String.valueOf(row.lastText()),
        String.valueOf(row.delta()),
        !isFiveMinutes()
            ? UNSAID
            : row.deltaSince() == null ? "null" : Long.toString(row.deltaSince().toEpochMilli()),
        Integer.toString(row.sampleCount()),
        Integer.toString(row.errorCount()),
        Integer.toString(row.resetCount()),
        isFiveMinutes() ? row.quality().name() : UNSAID);
  }

  @Override
  public String toString() {
    return name + ": " + why;
  }
}
