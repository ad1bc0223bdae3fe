package telemetry.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import telemetry.model.RejectReason;
import telemetry.model.SystemReading;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Piece;
import telemetry.recalculation.Scope;
import telemetry.vendors.Decoded;
import telemetry.window.WindowRules;

/** Goes through the pieces of a task: decodes the raw log, and compares that with the readings. */
final class RawWalk {
  /** What is done with each piece. */
  interface Visitor {
    /** It is known how much there is to do. */
    void begin(int pieces);

    /** A piece was compared. */
    void piece(ComparedPolls compared);
  }

  private final ReadingLog log;
  private final RawLog raw;
  private final WindowRules rules;
  private final long mostReadings;

  RawWalk(ReadingLog log, RawLog raw, WindowRules rules, long mostReadings) {
    this.log = log;
    this.raw = raw;
    this.rules = rules;
    this.mostReadings = mostReadings;
  }

  /** Where both logs end now: of each partition of the readings, then of each of the raw bytes. */
  List<Extent> extents() {
    var extents = new ArrayList<Extent>();
    for (int partition = 0; partition < log.partitions(); partition++) {
      extents.add(log.extent(partition));
    }
    for (int partition = 0; partition < log.partitions(); partition++) {
      extents.add(raw.extent(partition));
    }
    return extents;
  }

  /** The systems of a partition, and how much each of them has to say of the range. */
  private static final class Size {
    private final Census census;
    private long polls;

    Size(Census census) {
      this.census = census;
    }
  }

  /**
   * Goes.
   *
   * @param wanted pieces that are not done yet
   */
  void go(Task task, Predicate<Piece> wanted, Visitor visitor) {
    var chunks = new Chunks(task.scope(), task.chunk());
    var partitions = new ArrayList<Part>();
    for (int partition = 0; partition < log.partitions(); partition++) {
      partitions.add(new Part(task, partition));
    }
    List<Map<Integer, Size>> sizes = partitions.stream().map(this::sizes).toList();
    visitor.begin(sizes.stream().mapToInt(Map::size).sum() * chunks.count());
    for (Part part : partitions) {
      for (List<Census> group : groups(sizes.get(part.partition).values())) {
        for (SystemPolls polls : read(part, group)) {
          pieces(polls, chunks).stream()
              .filter(compared -> wanted.test(compared.piece()))
              .forEach(visitor::piece);
        }
      }
    }
  }

  /** What is read of one partition. */
  private final class Part {
    private final Scope scope;
    private final int partition;
    private final Extent readings;
    private final Extent bytes;
    private final long from;

    Part(Task task, int partition) {
      this.scope = task.scope();
      this.partition = partition;
      this.readings = task.log().get(partition);
      this.bytes = task.log().get(log.partitions() + partition);
      this.from = scope.after().toEpochMilli();
    }

    void heard(long since, ReadingLog.Visitor visitor) {
      log.read(partition, since, readings.end(), visitor);
    }

    void decoded(long since, RawLog.Visitor visitor) {
      raw.read(partition, since, bytes.end(), visitor);
    }
  }

  private Map<Integer, Size> sizes(Part part) {
    var sizes = new TreeMap<Integer, Size>();
    part.heard(
        Long.MIN_VALUE,
        (reading, offset, appendedAt) -> {
          if (part.scope.holds(reading.systemId())) {
            Size size = size(sizes, reading.systemId());
            size.census.take(reading, offset, appendedAt);
            size.polls++;
          }
        });
    part.decoded(
        part.from,
        (offset, decoded) ->
            bySystem(decoded)
                .forEach(
                    (system, polls) -> {
                      if (part.scope.holds(system)) {
                        size(sizes, system).polls += polls.size();
                      }
                    }));
    return sizes;
  }

  private Size size(Map<Integer, Size> sizes, int system) {
    return sizes.computeIfAbsent(system, id -> new Size(new Census(id, rules)));
  }

  private static Map<Integer, List<SystemReading>> bySystem(Decoded decoded) {
    if (!(decoded instanceof Decoded.Accepted accepted) || accepted.polls().isEmpty()) {
      return Map.of();
    }
    // A record is keyed by its system: all that it says is of one.
    return Map.of(accepted.polls().get(0).systemId(), accepted.polls());
  }

  private List<List<Census>> groups(Iterable<Size> sizes) {
    var groups = new ArrayList<List<Census>>();
    long room = 0;
    for (Size size : sizes) {
      if (groups.isEmpty() || size.polls > room) {
        groups.add(new ArrayList<>());
        room = mostReadings;
      }
      groups.get(groups.size() - 1).add(size.census);
      room -= size.polls;
    }
    return groups;
  }

  private List<SystemPolls> read(Part part, List<Census> group) {
    var systems = new TreeMap<Integer, SystemPolls>();
    group.forEach(
        census ->
            systems.put(
                census.systemId(),
                new SystemPolls(
                    census,
                    rules.redefinitions(),
                    part.partition,
                    part.scope,
                    part.readings,
                    part.bytes.begin())));
    part.heard(
        part.from,
        (reading, offset, appendedAt) ->
            of(systems, reading, polls -> polls.hear(reading, offset)));
    part.decoded(
        part.from,
        (offset, decoded) -> {
          if (isUndecodable(decoded)) {
            systems.values().forEach(polls -> polls.cannotDecode(offset));
          }
          bySystem(decoded)
              .forEach((system, polls) -> of(systems, system, it -> it.decode(offset, polls)));
        });
    part.heard(
        part.from,
        (reading, offset, appendedAt) -> of(systems, reading, polls -> polls.trace(reading)));
    systems.values().stream()
        .flatMap(polls -> polls.firstBeyond().stream())
        .min(Comparator.naturalOrder())
        .ifPresent(first -> readBeyond(part, systems, first));
    return List.copyOf(systems.values());
  }

  private static void readBeyond(Part part, Map<Integer, SystemPolls> systems, Instant first) {
    part.heard(
        first.toEpochMilli(),
        (reading, offset, appendedAt) ->
            of(systems, reading, polls -> polls.hearBeyond(reading, offset)));
    part.decoded(
        first.toEpochMilli(),
        (offset, decoded) ->
            bySystem(decoded)
                .forEach(
                    (system, polls) -> of(systems, system, it -> it.decodeBeyond(offset, polls))));
  }

  private static void of(
      Map<Integer, SystemPolls> systems, SystemReading reading, Consumer<SystemPolls> then) {
    of(systems, reading.systemId(), then);
  }

  private static void of(
      Map<Integer, SystemPolls> systems, int system, Consumer<SystemPolls> then) {
    SystemPolls polls = systems.get(system);
    if (polls != null) {
      then.accept(polls);
    }
  }

  private static boolean isUndecodable(Decoded decoded) {
    return decoded instanceof Decoded.Rejected rejected
        && rejected.rejection().reason() == RejectReason.UNKNOWN_VENDOR;
  }

  private static List<ComparedPolls> pieces(SystemPolls polls, Chunks chunks) {
    Map<Integer, List<PollChange>> byChunk = new HashMap<>();
    for (PollChange change : polls.changes()) {
      byChunk.computeIfAbsent(chunks.of(change.at()), n -> new ArrayList<>()).add(change);
    }
    var pieces = new ArrayList<ComparedPolls>();
    for (int number = 0; number < chunks.count(); number++) {
      pieces.add(
          new ComparedPolls(
              new Piece(polls.systemId(), number), byChunk.getOrDefault(number, List.of())));
    }
    return pieces;
  }
}
