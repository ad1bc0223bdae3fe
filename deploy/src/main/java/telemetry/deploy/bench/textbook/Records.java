package telemetry.deploy.bench.textbook;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.bench.workload.Row;
import telemetry.model.Interval;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/** The records of the textbook, and what is done with them. */
final class Records {
  /** One value of one point. */
  static final Schema SAMPLE =
      text(
          SchemaBuilder.record("TextbookSample")
              .fields()
              .requiredInt("systemId")
              .requiredString("point")
              .requiredString("kind")
              .requiredString("unit")
              .requiredLong("measuredAt")
              .optionalDouble("value")
              .endRecord());

  /** What is known of a window so far; with its end and delta, the row. */
  static final Schema SUMMARY =
      text(
          SchemaBuilder.record("TextbookSummary")
              .fields()
              .requiredInt("systemId")
              .requiredString("point")
              .requiredString("kind")
              .requiredString("unit")
              .requiredLong("end")
              .requiredInt("samples")
              .requiredInt("errors")
              .requiredDouble("sum")
              .optionalDouble("min")
              .optionalDouble("max")
              .optionalDouble("first")
              .requiredLong("firstAt")
              .optionalDouble("last")
              .requiredLong("lastAt")
              .optionalDouble("delta")
              .endRecord());

  private Records() {}

  private static Schema text(Schema schema) {
    // Strings, not Avro's own Utf8.
    return new Schema.Parser()
        .parse(
            schema
                .toString()
                .replace(
                    "\"type\":\"string\"",
                    "\"type\":{\"type\":\"string\",\"avro.java.string\":\"String\"}"));
  }

  static GenericRecord sample(SystemReading reading, PointValue value) {
    var sample = new GenericData.Record(SAMPLE);
    sample.put("systemId", reading.systemId());
    sample.put("point", value.point());
    sample.put("kind", value.kind().name());
    sample.put("unit", value.unit());
    sample.put("measuredAt", reading.measuredAt().toEpochMilli());
    sample.put("value", value.value() instanceof Value.Num num ? (Double) num.number() : null);
    return sample;
  }

  static GenericRecord none() {
    var summary = new GenericData.Record(SUMMARY);
    summary.put("systemId", 0);
    summary.put("point", "");
    summary.put("kind", "");
    summary.put("unit", "");
    summary.put("end", 0L);
    summary.put("samples", 0);
    summary.put("errors", 0);
    summary.put("sum", 0.0);
    summary.put("firstAt", Long.MAX_VALUE);
    summary.put("lastAt", Long.MIN_VALUE);
    return summary;
  }

  static GenericRecord plus(GenericRecord before, GenericRecord sample) {
    var summary = new GenericData.Record((GenericData.Record) before, false);
    for (String name : new String[] {"systemId", "point", "kind", "unit"}) {
      summary.put(name, sample.get(name));
    }
    Double value = (Double) sample.get("value");
    if (value == null) {
      summary.put("errors", (Integer) before.get("errors") + 1);
      return summary;
    }
    Double min = (Double) before.get("min");
    Double max = (Double) before.get("max");
    summary.put("samples", (Integer) before.get("samples") + 1);
    summary.put("sum", (Double) before.get("sum") + value);
    summary.put("min", min == null ? value : (Double) Math.min(min, value));
    summary.put("max", max == null ? value : (Double) Math.max(max, value));
    long at = (Long) sample.get("measuredAt");
    if (at < (Long) before.get("firstAt")) {
      summary.put("first", value);
      summary.put("firstAt", at);
    }
    if (at >= (Long) before.get("lastAt")) {
      summary.put("last", value);
      summary.put("lastAt", at);
    }
    return summary;
  }

  /** The row with its end, and what it grew since the window before. */
  static GenericRecord row(GenericRecord summary, long end, @Nullable Double lastBefore) {
    var row = new GenericData.Record((GenericData.Record) summary, false);
    row.put("end", end);
    Double last = (Double) summary.get("last");
    Double base =
        lastBefore != null || (Integer) summary.get("samples") < 2
            ? lastBefore
            : (Double) summary.get("first");
    row.put("delta", last == null || base == null ? null : (Double) (last - base));
    return row;
  }

  /** The row as it is compared. */
  static Row compared(GenericRecord row) {
    Kind kind = Kind.valueOf((String) row.get("kind"));
    boolean gauge = kind == Kind.GAUGE;
    int samples = (Integer) row.get("samples");
    long end = (Long) row.get("end");
    return new Row(
        (Integer) row.get("systemId"),
        (String) row.get("point"),
        kind,
        (String) row.get("unit"),
        end - Interval.MILLIS,
        end,
        gauge && samples > 0 ? (Double) ((Double) row.get("sum") / samples) : null,
        gauge ? (Double) row.get("min") : null,
        gauge ? (Double) row.get("max") : null,
        (Double) row.get("last"),
        null,
        gauge ? null : (Double) row.get("delta"),
        null,
        samples,
        (Integer) row.get("errors"),
        0,
        Quality.GOOD);
  }
}
