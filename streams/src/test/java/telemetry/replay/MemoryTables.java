package telemetry.replay;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import telemetry.model.Aggregate;
import telemetry.recalculation.RowKey;
import telemetry.recalculation.Standing;
import telemetry.recalculation.StandingRows;
import telemetry.topics.Topic;

/** Tables in memory, with the sink's rule of what wins; rows that are sent stand at once. */
final class MemoryTables implements StandingRows, RowLog {
  final Map<Topic<Aggregate>, TreeMap<RowKey, Standing>> tables = new HashMap<>();

  /** As a kill: nothing after it happens. */
  static final String BROKEN_OFF = "broken off";

  /** Of systems by turns; one of them is half an hour off. */
  private static final List<ZoneId> ZONES =
      List.of(ZoneOffset.UTC, ZoneId.of("Australia/Adelaide"), ZoneId.of("America/Los_Angeles"));

  private int breaksAfter = Integer.MAX_VALUE;
  private Instant horizon = Instant.MIN;

  /** After so many rows more it breaks, once. */
  void breakAfter(int rows) {
    breaksAfter = rows;
  }

  void keepFrom(Instant instant) {
    horizon = instant;
  }

  TreeMap<RowKey, Standing> table(Topic<Aggregate> rows) {
    return tables.computeIfAbsent(rows, topic -> new TreeMap<>());
  }

  @Override
  public void send(Topic<Aggregate> rows, Aggregate row) {
    if (breaksAfter-- == 0) {
      throw new IllegalStateException(BROKEN_OFF);
    }
    table(rows)
        .merge(
            RowKey.of(row),
            Standing.of(row),
            (stands, now) -> {
              int newer = now.revision().compareTo(stands.revision());
              boolean wins =
                  newer > 0 || (newer == 0 && now.status().compareTo(stands.status()) >= 0);
              return wins ? now : stands;
            });
  }

  @Override
  public void flush() {}

  @Override
  public Set<Integer> systems() {
    var systems = new TreeSet<Integer>();
    tables.values().forEach(t -> t.keySet().forEach(key -> systems.add(key.point().systemId())));
    return systems;
  }

  ZoneId zone(int systemId) {
    return ZONES.get(systemId % ZONES.size());
  }

  @Override
  public Map<RowKey, Standing> of(
      Topic<Aggregate> rows, int systemId, Instant after, Instant until) {
    var found = new TreeMap<RowKey, Standing>();
    table(rows)
        .forEach(
            (key, row) -> {
              if (key.point().systemId() == systemId
                  && key.end().isAfter(after)
                  && !key.end().isAfter(until)) {
                found.put(key, row);
              }
            });
    return found;
  }

  @Override
  public Instant horizon(Topic<Aggregate> rows) {
    return horizon;
  }

  @Override
  public void close() {}
}
