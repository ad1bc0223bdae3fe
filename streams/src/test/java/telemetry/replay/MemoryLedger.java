package telemetry.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Checksum;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Piece;
import telemetry.recalculation.Replaced;
import telemetry.recalculation.ReplacedPoll;

/** The record in memory. */
final class MemoryLedger implements Ledger {
  private record Entry(
      Counts counts,
      Checksum before,
      Checksum after,
      List<Replaced> rows,
      List<ReplacedPoll> polls,
      boolean published) {}

  private final Instant now;
  private final List<Batch> batches = new ArrayList<>();
  private final Map<Integer, Map<Piece, Entry>> pieces = new HashMap<>();

  MemoryLedger(Instant now) {
    this.now = now;
  }

  @Override
  public boolean take() {
    return true;
  }

  @Override
  public Batch open(Batch.Opening opening) {
    int id = batches.size() + 1;
    batches.add(
        new Batch(
            id,
            opening,
            Batch.State.RUNNING,
            now,
            null,
            Counts.NONE,
            Checksum.NONE,
            Checksum.NONE));
    pieces.put(id, new HashMap<>());
    return batches.get(id - 1);
  }

  @Override
  public Optional<Batch> find(int id) {
    Batch batch = batches.get(id - 1);
    Counts counts = Counts.NONE;
    Checksum before = Checksum.NONE;
    Checksum after = Checksum.NONE;
    for (Entry entry : of(id).values()) {
      counts = counts.plus(entry.counts());
      before = before.plus(entry.before());
      after = after.plus(entry.after());
    }
    return Optional.of(
        new Batch(
            id, batch.opening(), batch.state(), batch.begunAt(), null, counts, before, after));
  }

  private Map<Piece, Entry> of(int id) {
    return Objects.requireNonNull(pieces.get(id));
  }

  @Override
  public List<Batch> newest(int most) {
    return batches;
  }

  @Override
  public void put(int id, Batch.State state) {
    Batch batch = batches.get(id - 1);
    batches.set(
        id - 1,
        new Batch(
            id,
            batch.opening(),
            state,
            batch.begunAt(),
            null,
            batch.counts(),
            batch.before(),
            batch.after()));
  }

  @Override
  public boolean isCancelled(int id) {
    return batches.get(id - 1).state() == Batch.State.CANCELLING;
  }

  @Override
  public Map<Piece, Boolean> pieces(int id) {
    var published = new HashMap<Piece, Boolean>();
    of(id).forEach((piece, entry) -> published.put(piece, entry.published()));
    return published;
  }

  @Override
  public void prepare(
      int id, Piece piece, Counts counts, Checksum before, Checksum after, List<Replaced> rows) {
    put(id, piece, new Entry(counts, before, after, List.copyOf(rows), List.of(), rows.isEmpty()));
  }

  @Override
  public void preparePolls(
      int id,
      Piece piece,
      Counts counts,
      Checksum before,
      Checksum after,
      List<ReplacedPoll> polls) {
    put(
        id,
        piece,
        new Entry(counts, before, after, List.of(), List.copyOf(polls), polls.isEmpty()));
  }

  private void put(int id, Piece piece, Entry entry) {
    Entry former = of(id).put(piece, entry);
    if (former != null) {
      throw new IllegalStateException(piece + ": was recorded already");
    }
  }

  @Override
  public void published(int id, Piece piece) {
    of(id)
        .computeIfPresent(
            piece,
            (key, e) -> new Entry(e.counts(), e.before(), e.after(), e.rows(), e.polls(), true));
  }

  @Override
  public List<Replaced> replaced(int id, Piece piece) {
    return Objects.requireNonNull(of(id).get(piece)).rows();
  }

  @Override
  public List<ReplacedPoll> replacedPolls(int id, Piece piece) {
    return Objects.requireNonNull(of(id).get(piece)).polls();
  }

  @Override
  public void close() {}
}
