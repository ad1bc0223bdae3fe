package telemetry.window;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telemetry.model.Event;
import telemetry.model.EventType;

/** A pulse as bytes: some six a point. */
public final class PulseCodec {
  private static final byte VERSION = 2;
  private static final int SILENT = 1;
  private static final int REFUSED = 2;
  private static final int HEARD = 4;
  private static final int GAPS = 8;

  private final StateWriter out = new StateWriter();

  /** Writes a pulse. */
  public byte[] write(Pulse pulse) {
    out.clear().raw(VERSION);
    out.number(pulse.newest);
    out.number(pulse.arrivedAt);
    out.number(pulse.pause);
    out.number(pulse.createdAt);
    out.number(pulse.burstAt);
    out.number(pulse.burstFirst * 2L + (pulse.burstOfSteady ? 1 : 0));
    out.number(pulse.beats.size());
    for (Pulse.Beat beat : pulse.beats) {
      boolean heard = beat.last != Pulse.NEVER;
      out.number(
          beat.gaps * GAPS
              + (beat.silent ? SILENT : 0)
              + (beat.refused ? REFUSED : 0)
              + (heard ? HEARD : 0));
      if (heard) {
        out.number(pulse.newest - beat.last);
        out.number(beat.usual);
      }
    }
    out.number(pulse.events.size());
    for (Event event : pulse.events) {
      write(event);
    }
    return out.copy();
  }

  private void write(Event event) {
    out.text(event.type().name());
    out.text(event.point() == null ? "" : event.point());
    out.number(event.at().toEpochMilli());
    out.number(event.details().size());
    event
        .details()
        .forEach(
            (name, text) -> {
              out.text(name);
              out.text(text);
            });
  }

  /** Reads the pulse of a system. */
  public Pulse read(int systemId, byte[] bytes) {
    var in = new StateReader(bytes);
    byte version = in.raw();
    if (version != VERSION) {
      throw new IllegalStateException(
          "state: wanted a pulse of version " + VERSION + ", found " + version);
    }
    var pulse = new Pulse();
    pulse.newest = in.number();
    pulse.arrivedAt = in.number();
    pulse.pause = in.number();
    pulse.createdAt = in.number();
    pulse.burstAt = in.number();
    int burst = in.count();
    pulse.burstFirst = burst / 2;
    pulse.burstOfSteady = burst % 2 == 1;
    int points = in.count();
    for (int p = 0; p < points; p++) {
      Pulse.Beat beat = pulse.of(p);
      int flags = in.count();
      beat.gaps = flags / GAPS;
      beat.silent = (flags & SILENT) != 0;
      beat.refused = (flags & REFUSED) != 0;
      if ((flags & HEARD) != 0) {
        beat.last = pulse.newest - in.number();
        beat.usual = in.number();
      }
    }
    for (int i = in.count(); i > 0; i--) {
      pulse.events.add(event(systemId, in));
    }
    in.end();
    return pulse;
  }

  private static Event event(int systemId, StateReader in) {
    EventType type = EventType.valueOf(in.text());
    String name = in.text();
    @Nullable String point = name.isEmpty() ? null : name;
    Instant at = Instant.ofEpochMilli(in.number());
    Map<String, String> details = new HashMap<>();
    for (int i = in.count(); i > 0; i--) {
      String key = in.text();
      details.put(key, in.text());
    }
    return new Event(type, systemId, point, at, details);
  }
}
