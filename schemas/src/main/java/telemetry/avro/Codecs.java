package telemetry.avro;

import telemetry.model.Aggregate;
import telemetry.model.Control;
import telemetry.model.Event;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;

/** The codecs, one a domain record. They hold no state between calls: any thread may use them. */
public final class Codecs {
  /** What a vendor sent. */
  public static final Codec<RawReading> RAW = new RawReadingCodec();

  /** One poll. */
  public static final Codec<SystemReading> READING = new SystemReadingCodec();

  /** What an interval says of a point. */
  public static final Codec<Aggregate> AGGREGATE = new AggregateCodec();

  /** A declared system. */
  public static final Codec<SystemDeclaration> SYSTEM = new SystemCodec();

  /** What the processes agree on. */
  public static final Codec<Control> CONTROL = new ControlCodec();

  /** Something worth telling. */
  public static final Codec<Event> EVENT = new EventCodec();

  private Codecs() {}
}
