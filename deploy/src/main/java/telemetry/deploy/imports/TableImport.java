package telemetry.deploy.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import telemetry.gateway.file.FeedProgress;
import telemetry.model.Aggregate;
import telemetry.model.ImportPlace;
import telemetry.replay.kafka.Pace;

/** Sends a legacy table from wherever it was left, batch by batch. */
final class TableImport {
  private static final int TOLD = 5;

  private final LegacyTable table;
  private final LegacyReader reader;
  private final Present present;
  private final ImportWriter out;
  private final int batch;
  private final Pace pace;
  private final FeedProgress.Listener listener;
  private final Map<Integer, Set<Long>> seen = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final ImportPlace from;
  private final long began = System.nanoTime();
  private long total;
  private long rows;
  private long sent;
  private long repeated;
  private long known;
  private long refused;
  private long other;
  private long values;

  TableImport(
      LegacyTable table,
      LegacyReader reader,
      Present present,
      ImportWriter out,
      ImportPlace from,
      int batch,
      int perSecond,
      FeedProgress.Listener listener) {
    this.table = table;
    this.reader = reader;
    this.present = present;
    this.out = out;
    this.from = from;
    this.batch = batch;
    this.pace = new Pace(perSecond);
    this.listener = listener;
    this.sent = from.sent();
    this.repeated = from.repeated();
    this.known = from.present();
    this.refused = from.refused();
    this.other = from.other();
    this.values = from.values();
  }

  /** Does it. */
  ImportPlace run() {
    total = table.rows();
    table.read(this::row);
    ImportPlace end = place(true);
    out.commit(end);
    listener.done();
    return end;
  }

  /** The first of the rows that make no sense, and why. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private void row(List<String> cells, String line) {
    rows++;
    Read read = reader.read(cells, line);
    boolean first =
        read.at() == Read.NEVER
            || seen.computeIfAbsent(read.systemId(), id -> new HashSet<>()).add(read.at());
    if (rows <= from.rows()) {
      return; // It is dealt with; what it says is remembered, since a later row may repeat it.
    }
    pace.take(1);
    take(read, first);
    if (rows % batch == 0) {
      out.commit(place(false));
      listener.at(
          new FeedProgress(
              table.name(), rows, OptionalLong.of(total), rows - from.rows(), elapsed()));
    }
  }

  private void take(Read read, boolean first) {
    String problem = read.problem();
    var raw = read.raw();
    if (read.systemId() == 0) {
      other++;
    } else if (problem != null) {
      refused++;
      if (problems.size() < TOLD) {
        problems.add("row " + rows + ": " + problem);
      }
      if (raw != null) {
        out.send(raw); // It is refused once more, on the record.
      }
    } else if (!first) {
      repeated++;
    } else if (raw != null) {
      if (present.holds(read.systemId(), read.at())) {
        known++;
      } else {
        out.send(raw);
        sent++;
        values += read.size();
      }
    } else {
      List<Aggregate> news = read.rows().stream().filter(row -> !present.holds(row)).toList();
      news.forEach(out::send);
      values += news.size();
      if (news.isEmpty()) {
        known++;
      } else {
        sent++;
      }
    }
  }

  private ImportPlace place(boolean done) {
    return new ImportPlace(
        from.name(),
        from.table(),
        Math.max(rows, from.rows()),
        sent,
        repeated,
        known,
        refused,
        other,
        values,
        from.millis() + elapsed().toMillis(),
        done);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
