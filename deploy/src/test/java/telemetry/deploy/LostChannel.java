package telemetry.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.RawReading;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topics;

/** A system that Amber bills, and a decoder that once lost a channel of it. */
final class LostChannel {
  private static final Instant FIRST_DAY = Instant.parse("2025-07-01T00:00:00Z");
  static final int DAYS = 12;
  static final int HALF_HOURS = 48;

  private final WholePipeline pipeline;
  private final int system;

  LostChannel(WholePipeline pipeline, int system) {
    this.pipeline = pipeline;
    this.system = system;
  }

  /** A day's usage as Amber lists it: what was drawn, and what was fed in. */
  private static String usage(int day) {
    var items = new ArrayList<String>();
    for (int i = 1; i <= HALF_HOURS; i++) {
      Instant end = FIRST_DAY.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(30L * i));
      for (String channel : List.of("general E1", "feedIn B1")) {
        items.add(
            """
            {"type": "Usage", "duration": 30, "endTime": "%s", "quality": "billable",
             "channelType": "%s", "channelIdentifier": "%s", "kwh": %d.25, "cost": 5, "perKwh": 4}
            """
                .formatted(end, channel.split(" ")[0], channel.split(" ")[1], i % 7));
      }
    }
    return "[" + String.join(",", items) + "]";
  }

  /** All its days, as bytes. */
  void receive() {
    for (int day = 0; day < DAYS; day++) {
      receive(day);
    }
  }

  private void receive(int day) {
    var raw =
        new RawReading(
            system,
            "amber",
            FIRST_DAY.plus(Duration.ofDays(day + 1)),
            "application/json",
            usage(day).getBytes(UTF_8));
    pipeline.send(
        Topics.RAW,
        Integer.toString(system).getBytes(UTF_8),
        new AvroSerde<>(Topics.RAW, pipeline.cluster.registry())
            .serializer()
            .serialize(Topics.RAW.name(), raw));
  }

  private List<SystemReading> readings() {
    var serde = new AvroSerde<>(Topics.READINGS, pipeline.cluster.registry());
    var readings = new ArrayList<SystemReading>();
    pipeline.records(
        Topics.READINGS,
        record -> {
          SystemReading reading =
              serde.deserializer().deserialize(Topics.READINGS.name(), record.value());
          if (reading.systemId() == system) {
            readings.add(reading);
          }
        });
    return readings;
  }

  private static SystemReading version(
      SystemReading of, Op op, Instant at, List<PointValue> values) {
    return new SystemReading(
        of.systemId(),
        of.vendor(),
        of.source(),
        op,
        at,
        null,
        of.receivedAt(),
        of.raw(),
        null,
        values);
  }

  /**
   * What an old decoder made of it: nothing of what was drawn; and one day is late by an interval.
   */
  void misunderstand() {
    List<SystemReading> polls = readings();
    Instant wrongDay = FIRST_DAY.plus(Duration.ofDays(4));
    Predicate<Instant> isWrong =
        at -> at.isAfter(wrongDay) && !at.isAfter(wrongDay.plus(Duration.ofDays(1)));
    for (SystemReading poll : polls) {
      if (isWrong.test(poll.measuredAt())) {
        pipeline.read(Topics.READINGS, version(poll, Op.VOID, poll.measuredAt(), List.of()));
      }
    }
    for (SystemReading poll : polls) {
      Instant at = poll.measuredAt();
      pipeline.read(
          Topics.READINGS,
          version(
              poll,
              Op.PUT,
              isWrong.test(at) ? at.plus(Duration.ofMinutes(30)) : at,
              poll.values().stream().filter(it -> !it.point().startsWith("E1/")).toList()));
    }
  }
}
