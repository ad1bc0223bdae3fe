package telemetry.window;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import telemetry.model.Kind;

/**
 * The state's entries as bytes: a poll is one, never a point. Not for two threads at once: the
 * scratch array is shared.
 */
public final class StateCodec {
  private static final byte VERSION = 2;
  private static final byte VOIDED = 1;
  private static final byte SINCE = 2;
  private static final byte TEXTS = 4;

  private final StateWriter out = new StateWriter();

  /** A poll without its instant and source, which are in the key. */
  public byte[] poll(Poll poll) {
    out.clear().raw(VERSION);
    boolean since = poll.since() != Poll.NO_START;
    out.raw(
        (byte)
            ((poll.voided() ? VOIDED : 0)
                | (since ? SINCE : 0)
                | (poll.texts != null ? TEXTS : 0)));
    out.number(poll.position().batch());
    out.number(poll.position().raw());
    out.number(poll.position().offset());
    if (since) {
      out.number(poll.since() - poll.at());
    }
    out.number(poll.size());
    int former = -1;
    for (int i = 0; i < poll.size(); i++) {
      out.number(poll.points[i] - former - 1);
      former = poll.points[i];
      out.raw(poll.tags[i]);
      if (poll.hasNumber(i)) {
        out.real(poll.numbers[i]);
      } else if (poll.hasText(i)) {
        String text = poll.text(i);
        out.text(text == null ? "" : text);
      }
    }
    return out.copy();
  }

  /** The poll of an identity. */
  public Poll poll(long at, String source, byte[] bytes) {
    StateReader in = open(bytes);
    byte flags = in.raw();
    var position = new Position(in.count(), in.number(), in.number());
    long since = (flags & SINCE) != 0 ? at + in.number() : Poll.NO_START;
    int size = in.count();
    var points = new int[size];
    var tags = new byte[size];
    var numbers = new double[size];
    @Nullable String[] texts = (flags & TEXTS) != 0 ? new String[size] : null;
    int former = -1;
    for (int i = 0; i < size; i++) {
      former += in.count() + 1;
      points[i] = former;
      tags[i] = in.raw();
      if (Poll.hasNumber(tags[i])) {
        numbers[i] = in.real();
      } else if (Poll.hasText(tags[i]) && texts != null) {
        texts[i] = in.text();
      }
    }
    in.end();
    boolean voided = (flags & VOIDED) != 0;
    return new Poll(at, source, position, voided, since, points, tags, numbers, texts);
  }

  /** A mark without its window, which is in the key. */
  public byte[] mark(Mark mark) {
    out.clear().raw(VERSION);
    out.number(mark.offset());
    bits(mark.changed());
    bits(mark.corrected());
    bits(mark.unsettled());
    return out.copy();
  }

  /** A mark. */
  public Mark mark(byte[] bytes) {
    StateReader in = open(bytes);
    var mark = new Mark(in.number(), bits(in), bits(in), bits(in));
    in.end();
    return mark;
  }

  /** A system's facts. */
  public byte[] facts(Facts facts) {
    out.clear().raw(VERSION);
    out.number(facts.vendors().size());
    facts.vendors().stream().sorted().forEach(out::text);
    out.number(facts.floor());
    out.number(facts.points().size());
    for (PointTable.Point point : facts.points()) {
      out.text(point.key().path());
      out.text(point.kind().name());
      out.text(point.unit());
    }
    out.number(facts.carries().size());
    for (Facts.Carry carry : facts.carries()) {
      out.number(carry.point());
      out.number(carry.at());
      out.real(carry.number());
    }
    if (facts.turnedAway() != Facts.NEVER) {
      out.number(facts.turnedAway());
    }
    return out.copy();
  }

  /** The facts of a system. */
  public Facts facts(int systemId, byte[] bytes) {
    StateReader in = open(bytes);
    var vendors = new TreeSet<String>();
    for (int i = in.count(); i > 0; i--) {
      vendors.add(in.text());
    }
    long floor = in.number();
    var table = new PointTable(systemId);
    for (int i = in.count(); i > 0; i--) {
      table.add(in.text(), Kind.valueOf(in.text()), in.text());
    }
    var points = new ArrayList<PointTable.Point>();
    for (int i = 0; i < table.size(); i++) {
      points.add(table.get(i));
    }
    var carries = new ArrayList<Facts.Carry>();
    for (int i = in.count(); i > 0; i--) {
      carries.add(new Facts.Carry(in.count(), in.number(), in.real()));
    }
    long turnedAway = in.hasMore() ? in.number() : Facts.NEVER;
    in.end();
    return new Facts(vendors, floor, turnedAway, points, carries);
  }

  /** A system's time zone. */
  public byte[] zone(Zone zone) {
    out.clear().raw(VERSION);
    out.text(zone.declared().getId());
    out.text(zone.told().getId());
    out.number(zone.since());
    if (zone.isMoving()) {
      out.number(zone.from());
    }
    return out.copy();
  }

  /** The time zone of a system. */
  public Zone zone(byte[] bytes) {
    StateReader in = open(bytes);
    ZoneId declared = ZoneId.of(in.text());
    ZoneId told = ZoneId.of(in.text());
    long since = in.number();
    long from = in.hasMore() ? in.number() : Zone.NEVER;
    in.end();
    return new Zone(declared, told, since, from);
  }

  private static StateReader open(byte[] bytes) {
    var in = new StateReader(bytes);
    byte version = in.raw();
    if (version != VERSION) {
      throw new IllegalStateException(
          "state: wanted version " + VERSION + ", found " + version + "; rebuild the state");
    }
    return in;
  }

  private void bits(BitSet bits) {
    byte[] packed = bits.toByteArray();
    out.number(packed.length);
    for (byte b : packed) {
      out.raw(b);
    }
  }

  private static BitSet bits(StateReader in) {
    var packed = new byte[in.count()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = in.raw();
    }
    return BitSet.valueOf(packed);
  }
}
