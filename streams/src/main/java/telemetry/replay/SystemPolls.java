package telemetry.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.RawPosition;
import telemetry.model.Redefinitions;
import telemetry.model.SystemReading;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;
import telemetry.window.PointTable;

/**
 * The polls of one system in a range: as they stand in the log of readings, and as today's decoders
 * give them. In the range is what was measured there, by the one or the other; so a poll that a
 * decoder moves across the edge of the range is looked at where it was and where it is.
 */
final class SystemPolls {
  /** After every record: what is decoded now is heard as what points mean now. */
  private static final long TODAY = Long.MAX_VALUE;

  private final int systemId;
  private final int partition;
  private final Scope scope;
  private final Extent readings;
  private final long rawBegin;
  private final PointTable points;
  private final FoldedPolls standing = new FoldedPolls();
  private final FoldedPolls saidByThemselves = new FoldedPolls();
  private final FoldedPolls decoded = new FoldedPolls();

  /** Raw records that spoke of the range as they were first understood. */
  private final Set<Long> spoke = new HashSet<>();

  /** Raw records that speak of it only today. */
  private final Set<Long> speakNow = new HashSet<>();

  /** Raw records that today's decoders cannot use: what they said stays. */
  private final Set<Long> unusable = new HashSet<>();

  private final Set<PollKey> beyond = new TreeSet<>();

  /**
   * Of a system of which nothing was read.
   *
   * @param census what the log says of it at large
   * @param redefinitions what points mean today, where the log first said something else
   * @param partition where its records are
   * @param readings what is read of the log of readings
   * @param rawBegin the first record that the log of raw bytes holds
   */
  SystemPolls(
      Census census,
      Redefinitions redefinitions,
      int partition,
      Scope scope,
      Extent readings,
      long rawBegin) {
    this.systemId = census.systemId();
    this.partition = partition;
    this.scope = scope;
    this.readings = readings;
    this.rawBegin = rawBegin;
    this.points = new PointTable(systemId, redefinitions);
    census.points().forEach(point -> points.add(point.key().path(), point.kind(), point.unit()));
  }

  int systemId() {
    return systemId;
  }

  private boolean isInRange(SystemReading reading) {
    return isInRange(reading.measuredAt());
  }

  private boolean isInRange(Instant at) {
    return at.isAfter(scope.after()) && !at.isAfter(scope.until());
  }

  /** Hears what is in the range. */
  void hear(SystemReading reading, long offset) {
    if (isInRange(reading)) {
      take(reading, offset);
      RawPosition raw = reading.raw();
      if (raw != null) {
        spoke.add(raw.offset());
      }
    }
  }

  private void take(SystemReading reading, long offset) {
    var poll = HeardPoll.of(reading, offset);
    standing.hear(poll);
    if (poll.isSaidByItself()) {
      saidByThemselves.hear(poll);
    }
  }

  /** Hears what today's decoders make of a record. */
  void decode(long offset, List<SystemReading> polls) {
    if (isUsable(offset, polls)) {
      boolean speaks = polls.stream().anyMatch(this::isInRange);
      if (speaks && !spoke.contains(offset)) {
        speakNow.add(offset);
      }
      for (SystemReading poll : polls) {
        if (isInRange(poll)) {
          decoded.hear(HeardPoll.of(poll, offset));
        } else if (speaks || spoke.contains(offset)) {
          beyond.add(PollKey.of(poll));
        }
      }
    }
  }

  /** A decoder that is not there, or gives a point another kind, says nothing against the past. */
  private boolean isUsable(long offset, List<SystemReading> polls) {
    if (polls.stream().anyMatch(poll -> points.check(poll, TODAY).isPresent())) {
      unusable.add(offset);
      return false;
    }
    for (SystemReading poll : polls) {
      poll.values().forEach(value -> points.add(value.point(), value.kind(), value.unit()));
    }
    return true;
  }

  /** No decoder is there for a record. */
  void cannotDecode(long offset) {
    unusable.add(offset);
  }

  /** Learns where else those stood that speak of the range, or spoke of it. */
  void trace(SystemReading reading) {
    RawPosition raw = reading.raw();
    if (raw != null
        && !isInRange(reading)
        && (spoke.contains(raw.offset()) || speakNow.contains(raw.offset()))) {
      beyond.add(PollKey.of(reading));
    }
  }

  /** The first instant outside the range that must be looked at. */
  Optional<Instant> firstBeyond() {
    return beyond.stream().map(PollKey::measuredAt).findFirst();
  }

  /** Hears what is outside the range and must be looked at. */
  void hearBeyond(SystemReading reading, long offset) {
    if (beyond.contains(PollKey.of(reading))) {
      take(reading, offset);
    }
  }

  /** The same, as today's decoders have it. */
  void decodeBeyond(long offset, List<SystemReading> polls) {
    if (!unusable.contains(offset) && isUsable(offset, polls)) {
      polls.stream()
          .filter(poll -> beyond.contains(PollKey.of(poll)))
          .forEach(poll -> decoded.hear(HeardPoll.of(poll, offset)));
    }
  }

  /** What becomes of each poll, in the order of time. */
  List<PollChange> changes() {
    var keys = new TreeSet<PollKey>();
    standing.keys().forEach(keys::add);
    decoded.keys().forEach(keys::add);
    var changes = new ArrayList<PollChange>();
    for (PollKey key : keys) {
      changes.add(judge(key, standing.of(key), decoded.of(key)));
    }
    return changes;
  }

  private PollChange judge(PollKey key, @Nullable HeardPoll stands, @Nullable HeardPoll says) {
    Instant at = key.measuredAt();
    @Nullable SystemReading former = stands == null || !stands.stands() ? null : stands.reading();
    if (stands != null && stands.isSaidByItself()) {
      boolean contradicted = says != null && !says.says(stands);
      return new PollChange(at, contradicted ? Counts.ONE_NEWER : Counts.ONE_LEFT, former, null);
    }
    if (!isProvable(key, stands)) {
      return new PollChange(at, Counts.ONE_UNPROVABLE, former, null);
    }
    HeardPoll wanted = says == null ? saidByThemselves.of(key) : says;
    if (wanted == null || !wanted.stands()) {
      return former == null || stands == null
          ? new PollChange(at, Counts.ONE_LEFT, null, null)
          : new PollChange(
              at, Counts.ONE_EMPTIED, former, voided(former, place(stands.position().raw())));
    }
    if (stands != null && wanted.says(stands)) {
      return new PollChange(at, Counts.ONE_LEFT, former, null);
    }
    long raw = Math.max(wanted.position().raw(), stands == null ? 0 : stands.position().raw());
    return new PollChange(
        at,
        former == null ? Counts.ONE_ADDED : Counts.ONE_CHANGED,
        former,
        receivedAt(place(raw), wanted.reading()));
  }

  private RawPosition place(long raw) {
    return new RawPosition(partition, raw);
  }

  /** Whether the logs still hold what the poll follows from. */
  private boolean isProvable(PollKey key, @Nullable HeardPoll stands) {
    if (stands == null) {
      return readings.floor() == Extent.WHOLE || key.measuredAt().toEpochMilli() > readings.floor();
    }
    long raw = stands.position().raw();
    return raw >= rawBegin && !unusable.contains(raw);
  }

  /**
   * As if received with a record: where a decoder moves a poll to the place of one that came later,
   * it must count after that, and still before whatever comes next.
   */
  static SystemReading receivedAt(RawPosition place, SystemReading poll) {
    return version(place, poll, poll.op(), poll.intervalStart(), poll.values());
  }

  /** Takes a poll back. */
  static SystemReading voided(SystemReading poll, RawPosition place) {
    return version(place, poll, Op.VOID, null, List.of());
  }

  private static SystemReading version(
      RawPosition place,
      SystemReading of,
      Op op,
      @Nullable Instant intervalStart,
      List<PointValue> values) {
    return new SystemReading(
        of.systemId(),
        of.vendor(),
        of.source(),
        op,
        of.measuredAt(),
        intervalStart,
        of.receivedAt(),
        place,
        null,
        values);
  }
}
