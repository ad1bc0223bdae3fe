package telemetry.window;

import java.util.BitSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import telemetry.model.Aggregate;

/** The roll-ups of one system: hours in UTC, and days in its own time zone. */
final class RollUps {
  private final SystemStore store;
  private final RowReader reader;
  private final RollUp hours;
  private final RollUp days;
  private final Delivery delivery;
  private final PointTable table;
  private final SureState sure;
  private Zone zone;

  /**
   * When the state last said which zone the days are told in. Until that is sure none is told: the
   * same offset could come to mean another zone.
   */
  private long zoneKeptAt;

  /**
   * A reading was kept that a zone took effect at, and that zone was not: the days that the reading
   * changed may be marked as that zone cut them, and by now another may be declared.
   */
  private boolean halfMoved;

  /** Takes up a system as the store has it. */
  RollUps(
      WindowRules rules,
      SystemStore store,
      Delivery delivery,
      PointTable table,
      RowReader reader,
      Knowledge knowledge,
      OwnTime time) {
    this.store = store;
    this.reader = reader;
    this.delivery = delivery;
    this.table = table;
    this.zone = store.zone();
    this.zoneKeptAt = store.facts() == null ? Delivery.NOT_YET : delivery.moment();
    this.sure = new SureState(delivery);
    this.hours =
        new RollUp(
            Span.HOUR,
            Calendar.hours(),
            rules,
            store,
            delivery,
            table,
            reader,
            knowledge,
            time,
            offset -> {});
    this.days =
        new RollUp(
            Span.DAY,
            Calendar.days(zone.told()),
            rules,
            store,
            delivery,
            table,
            reader,
            knowledge,
            time,
            this::secure);
  }

  /**
   * A day is told after what it says is surely kept: so nobody ever told one of a record that the
   * state, found again, has not heard, and a zone can take effect at the next.
   */
  private void secure(long offset) {
    if (!sure.holds(offset)) {
      sure.secure();
    }
  }

  /** What a change is about to do: asked before it, told after it. */
  final class Change {
    private final long window;
    private final BitSet points;
    private final BitSet hourCorrected;
    private final BitSet dayCorrected;

    private Change(long window, BitSet points) {
      this.window = window;
      this.points = points;
      this.hourCorrected = hours.correctable(window, points);
      this.dayCorrected = days.correctable(window, points);
    }

    /** The change is kept; false if a roll-up of it is left to the late path. */
    boolean note(long offset) {
      boolean hour = hours.note(window, window, points, hourCorrected, offset);
      boolean day = days.note(window, window, points, dayCorrected, offset);
      return hour && day;
    }

    /** It changed a point's row in another window too, where that has readings. */
    boolean noteOther(long other, int point, long offset) {
      boolean hour = note(hours, other, point, offset);
      boolean day = note(days, other, point, offset);
      return hour && day;
    }

    private boolean note(RollUp of, long other, int point, long offset) {
      var one = new BitSet();
      one.set(point);
      return of.note(other, window, one, of.isSettled(other) ? one : new BitSet(), offset);
    }
  }

  Change before(long window, BitSet points) {
    return new Change(window, points);
  }

  void save() {
    hours.marks().save();
    days.marks().save();
  }

  /** The rows of a window are about to be told as settled: of some points, perhaps not all. */
  void open(long windowEnd, BitSet points) {
    BitSet untold = reader.pointsIn(windowEnd);
    untold.andNot(points);
    hours.open(windowEnd, untold.isEmpty());
    days.open(windowEnd, untold.isEmpty());
  }

  void add(int point, Row row) {
    hours.add(point, row);
    days.add(point, row);
  }

  void close(long windowEnd) {
    hours.close(windowEnd);
    days.close(windowEnd);
  }

  /** Tells everything that changed, or, where only settled ones are wanted, what just settled. */
  void emit(boolean settledOnly, BiConsumer<Span, Aggregate> out) {
    if (!settledOnly || hours.passesOne()) {
      hours.emit(settledOnly, row -> out.accept(Span.HOUR, row));
    }
    if (delivery.isSure(zoneKeptAt) && (!settledOnly || days.passesOne())) {
      days.emit(settledOnly, row -> out.accept(Span.DAY, row));
    }
  }

  /** Shows the rows of a span whose periods end in (after, until]; nothing counts as told. */
  void show(Span span, long after, long until, Consumer<Aggregate> out) {
    (span == Span.HOUR ? hours : days).show(after, until, out);
  }

  boolean hasUntold() {
    return hours.marks().hasUntold() || days.marks().hasUntold();
  }

  boolean hasMarks() {
    return !hours.marks().isEmpty() || !days.marks().isEmpty();
  }

  /** The start of the earliest window that a mark needs. */
  long earliest() {
    return Math.min(hours.earliest(), days.earliest());
  }

  /** A zone was declared; where nothing was heard yet, it is the zone of the days already. */
  void declared(Zone now) {
    if (!now.told().equals(zone.told())) {
      zoneKeptAt = Delivery.NOT_YET;
      days.recut(Calendar.days(now.told()), now.since(), false);
    }
    zone = now;
  }

  /** What was declared takes effect at a record. */
  void move(long offset) {
    if (zone.isMoving()) {
      zoneKeptAt = Delivery.NOT_YET;
      Zone former = zone;
      zone = former.moved(offset);
      if (halfMoved || !zone.told().equals(former.told())) {
        days.recut(Calendar.days(zone.told()), offset, halfMoved);
      }
      halfMoved = false;
    }
  }

  void keepZone() {
    store.putZone(zone);
    zoneKeptAt = delivery.moment();
  }

  /** A reading is kept: what was declared before the first one with points stays from then on. */
  void kept(long offset) {
    sure.heard(offset);
    if (zoneKeptAt == Delivery.NOT_YET && table.size() > 0) {
      zoneKeptAt = delivery.moment();
    }
  }

  void takenUpAt(long offset) {
    if (zone.movesAt(offset)) {
      // That reading will be read again.
      halfMoved = true;
      zoneKeptAt = Delivery.NOT_YET;
    }
    hours.marks().takenUpAt(offset);
    days.marks().takenUpAt(offset);
  }
}
