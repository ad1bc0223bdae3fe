package telemetry.deploy.imports;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
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
  private final Map<Integer, Instants> seen = new HashMap<>();
  private final long total;
  private final List<String> problems = new ArrayList<>();
  private final ImportPlace from;
  private final CRC32C content = new CRC32C();
  private final long began = System.nanoTime();
  private long rows;
  private long sent;
  private long repeated;
  private long known;
  private long refused;
  private long other;
  private long values;

  TableImport(
      ImportJob job,
      Present present,
      ImportWriter out,
      ImportRequest request,
      FeedProgress.Listener listener) {
    this.table = job.table();
    this.reader = job.reader();
    this.present = present;
    this.out = out;
    this.from = job.from();
    this.total = job.total();
    this.batch = request.batch();
    this.pace = new Pace(request.perSecond());
    this.listener = listener;
    this.sent = from.sent();
    this.repeated = from.repeated();
    this.known = from.present();
    this.refused = from.refused();
    this.other = from.other();
    this.values = from.values();
  }

  /**
   * Does it; of a table that is done, looks whether it is the same.
   *
   * @throws ImportException if the rows that are dealt with are others now
   */
  ImportPlace run() {
    table.read(this::row);
    if (rows < from.rows()) {
      throw another();
    }
    if (from.done() && rows == from.rows()) {
      return from;
    }
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
    content.update(line.getBytes(StandardCharsets.UTF_8));
    content.update('\n');
    Read read = reader.read(cells, line);
    boolean first =
        read.at() == Read.NEVER
            || seen.computeIfAbsent(read.systemId(), id -> new Instants()).add(read.at());
    if (rows == from.rows() && content.getValue() != from.content()) {
      throw another();
    }
    if (rows <= from.rows()) {
      return; // It is dealt with; what it says is remembered, since a later row may repeat it.
    }
    pace.take(1);
    take(read, first);
    if (rows % batch == 0 || out.isDue()) {
      out.commit(place(false));
      listener.at(
          new FeedProgress(
              table.name(), rows, OptionalLong.of(total), rows - from.rows(), elapsed()));
    }
  }

  /** Its place would be that of other rows: those in between would be left out, or sent twice. */
  private ImportException another() {
    return new ImportException(
        "%s: its first %,d rows were dealt with under the name %s, and are not the same any more; give another --name: what is there is skipped"
            .formatted(table.name(), from.rows(), from.name()));
  }

  private void take(Read read, boolean first) {
    String problem = read.problem();
    var raw = read.raw();
    if (problem != null) {
      refused++;
      if (problems.size() < TOLD) {
        problems.add("row " + rows + ": " + problem);
      }
      if (raw != null) {
        out.send(raw); // It is refused once more, on the record.
      }
    } else if (read.systemId() == 0) {
      other++;
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
        rows,
        sent,
        repeated,
        known,
        refused,
        other,
        values,
        from.millis() + elapsed().toMillis(),
        done,
        from.meaning(),
        content.getValue());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
