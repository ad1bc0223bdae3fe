package telemetry.vendors.general;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import telemetry.model.PointKey;
import telemetry.model.RejectReason;
import telemetry.vendors.KnownFields;
import telemetry.vendors.Meaning;
import telemetry.vendors.Poll;
import telemetry.vendors.json.Fields;

/** A reading of the general format: see {@link GeneralDecoder}. */
final class Readings {
  static final String MEASURED_AT = "measuredAt";
  static final String INTERVAL_START = "intervalStart";

  private static final String SOURCE = "source";
  private static final String VALUES = "values";
  private static final String POINT = "point";
  private static final KnownFields OF_A_POLL =
      KnownFields.NONE.besides(MEASURED_AT, INTERVAL_START, SOURCE, VALUES);
  private static final KnownFields OF_A_POINT =
      Declared.FIELDS.besides(MEASURED_AT, INTERVAL_START, POINT);

  private Readings() {}

  static void read(Fields reading, Meaning meaning) {
    reading
        .isoTime(MEASURED_AT)
        .ifPresent(
            time -> {
              if (reading.has(POINT)) {
                readPoint(reading, time, meaning);
              } else {
                readPoll(reading, time, meaning);
              }
            });
  }

  private static void readPoll(Fields reading, Instant time, Meaning meaning) {
    reading.tellUnknown(OF_A_POLL);
    // A dot where single points have a slash: no name of a poll is a point's.
    Optional<String> source =
        reading.has(SOURCE)
            ? reading.text(SOURCE).map(name -> GeneralDecoder.VENDOR + "." + name)
            : Optional.of(GeneralDecoder.VENDOR);
    Optional<Fields> values = reading.object(VALUES);
    if (source.isEmpty() || values.isEmpty()) {
      return;
    }
    Poll poll = meaning.poll(source.get(), time);
    start(reading, time, poll);
    for (String path : values.get().names()) {
      JsonNode value = values.get().get(path);
      if (value.isObject()) {
        values.get().object(path).ifPresent(declared -> Declared.put(poll, path, declared));
      } else {
        Declared.put(poll, path, values.get(), path);
      }
    }
  }

  private static void readPoint(Fields reading, Instant time, Meaning meaning) {
    reading.tellUnknown(OF_A_POINT);
    reading
        .text(POINT)
        .flatMap(path -> poll(path, time, meaning))
        .ifPresent(
            poll -> {
              start(reading, time, poll);
              Declared.put(poll, reading.get(POINT).textValue(), reading);
            });
  }

  /** The poll of a single point: a source of its own, that single points erase no other. */
  static Optional<Poll> poll(String path, Instant time, Meaning meaning) {
    String source = GeneralDecoder.VENDOR + "/" + path;
    if (source.length() > PointKey.MAX_PATH) {
      int most = PointKey.MAX_PATH - GeneralDecoder.VENDOR.length() - 1;
      meaning
          .findings()
          .refuse(
              RejectReason.PATH_TOO_LONG,
              POINT,
              "a path of at most " + most + " characters",
              Integer.toString(path.length()));
      return Optional.empty();
    }
    return Optional.of(meaning.poll(source, time));
  }

  static void start(Fields reading, Instant time, Poll poll) {
    if (!reading.has(INTERVAL_START)) {
      return;
    }
    reading
        .isoTime(INTERVAL_START)
        .ifPresent(
            start -> {
              if (start.isAfter(time)) {
                reading.refuse(INTERVAL_START, "at or before " + time, start.toString());
              } else {
                poll.intervalStart(start);
              }
            });
  }
}
