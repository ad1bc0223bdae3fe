package telemetry.topics;

import java.util.List;
import telemetry.avro.Codecs;
import telemetry.model.Aggregate;
import telemetry.model.Control;
import telemetry.model.Event;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.topics.Topic.Cleanup;
import telemetry.topics.Topic.Compatibility;
import telemetry.topics.Topic.Key;

/** The topics, in the order a reading travels. */
public final class Topics {
  /** What vendors and gateways sent. */
  public static final Topic<RawReading> RAW =
      new Topic<>("telemetry.raw", Key.SYSTEM, Codecs.RAW, Cleanup.DELETE, Compatibility.BACKWARD);

  /** What it means: one record a poll. */
  public static final Topic<SystemReading> READINGS =
      new Topic<>(
          "telemetry.readings", Key.SYSTEM, Codecs.READING, Cleanup.DELETE, Compatibility.BACKWARD);

  /** The 5-minute rows. */
  public static final Topic<Aggregate> AGG_5M =
      new Topic<>(
          "telemetry.agg-5m",
          Key.POINT,
          Codecs.AGGREGATE,
          Cleanup.DELETE,
          Compatibility.FULL_TRANSITIVE);

  /** The roll-ups of an hour, UTC. */
  public static final Topic<Aggregate> AGG_1H =
      new Topic<>(
          "telemetry.agg-1h",
          Key.POINT,
          Codecs.AGGREGATE,
          Cleanup.DELETE,
          Compatibility.FULL_TRANSITIVE);

  /** The roll-ups of a day, in the system's own time zone. */
  public static final Topic<Aggregate> AGG_1D =
      new Topic<>(
          "telemetry.agg-1d",
          Key.POINT,
          Codecs.AGGREGATE,
          Cleanup.DELETE,
          Compatibility.FULL_TRANSITIVE);

  /** The declared systems. */
  public static final Topic<SystemDeclaration> SYSTEMS =
      new Topic<>(
          "telemetry.systems", Key.SYSTEM, Codecs.SYSTEM, Cleanup.COMPACT, Compatibility.BACKWARD);

  /** What the processes agree on. */
  public static final Topic<Control> CONTROL =
      new Topic<>(
          "telemetry.control", Key.NAME, Codecs.CONTROL, Cleanup.COMPACT, Compatibility.BACKWARD);

  /** Readings older than the state reaches. */
  public static final Topic<SystemReading> LATE =
      new Topic<>(
          "telemetry.late", Key.SYSTEM, Codecs.READING, Cleanup.DELETE, Compatibility.BACKWARD);

  /** Refused records: the original bytes, the reason in the headers. */
  public static final Topic<byte[]> REJECTED =
      new Topic<>(
          "telemetry.rejected", Key.AS_IT_CAME, null, Cleanup.DELETE, Compatibility.BACKWARD);

  /** What the pipeline tells of itself. */
  public static final Topic<Event> EVENTS =
      new Topic<>(
          "telemetry.events", Key.SYSTEM, Codecs.EVENT, Cleanup.DELETE, Compatibility.BACKWARD);

  /** Partitions of a topic on one machine; 24 in production. They never change in place. */
  public static final int LOCAL_PARTITIONS = 4;

  /** How long topics that are not compacted keep their records. */
  public static final int RETENTION_DAYS = 400;

  private Topics() {}

  /** All of them. */
  public static List<Topic<?>> all() {
    return List.of(RAW, READINGS, AGG_5M, AGG_1H, AGG_1D, SYSTEMS, CONTROL, LATE, REJECTED, EVENTS);
  }
}
