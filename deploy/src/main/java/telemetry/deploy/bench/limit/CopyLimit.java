package telemetry.deploy.bench.limit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import telemetry.deploy.bench.stand.Quiet;
import telemetry.deploy.bench.workload.MeasuredPoint;
import telemetry.deploy.bench.workload.Workload;

/**
 * The rows of a workload into {@code telemetry_agg_5m}: by COPY straight into it, or by COPY into a
 * staging table and a merge from there.
 */
public final class CopyLimit {
  private static final String STAGE =
      "CREATE TEMPORARY TABLE IF NOT EXISTS staged (LIKE telemetry_agg_5m)";

  private static final String MERGE =
      """
      INSERT INTO telemetry_agg_5m AS t SELECT * FROM staged
      ORDER BY system_id, point_id, interval_end
      ON CONFLICT (system_id, point_id, interval_end) DO UPDATE SET
        interval_start = EXCLUDED.interval_start, kind = EXCLUDED.kind,
        avg = EXCLUDED.avg, min = EXCLUDED.min, max = EXCLUDED.max,
        last = EXCLUDED.last, last_text = EXCLUDED.last_text,
        delta = EXCLUDED.delta, delta_since = EXCLUDED.delta_since,
        sample_count = EXCLUDED.sample_count, error_count = EXCLUDED.error_count,
        reset_count = EXCLUDED.reset_count, quality = EXCLUDED.quality,
        status = EXCLUDED.status, origin = EXCLUDED.origin,
        revision_epoch = EXCLUDED.revision_epoch, revision_offset = EXCLUDED.revision_offset,
        revision_batch = EXCLUDED.revision_batch
      WHERE (EXCLUDED.revision_epoch, EXCLUDED.revision_offset, EXCLUDED.revision_batch,
          EXCLUDED.status)
        >= (t.revision_epoch, t.revision_offset, t.revision_batch, t.status)""";

  private CopyLimit() {}

  /**
   * Writes.
   *
   * @param args database, directory for files, connections, whether rows are merged, systems,
   *     hours, seed
   */
  public static void main(String[] args)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    Quiet.please();
    int connections = Integer.parseInt(args[2]);
    boolean merge = Boolean.parseBoolean(args[3]);
    Workload workload =
        Workload.minutely(
            Integer.parseInt(args[4]), Integer.parseInt(args[5]), Long.parseLong(args[6]));
    List<Path> files = new ArrayList<>();
    for (int share = 0; share < connections; share++) {
      Path file = Path.of(args[1]).resolve("copy-" + share);
      CopyFile.write(workload, share, connections, file);
      files.add(file);
    }
    List<Connection> open = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      open.add(DriverManager.getConnection(args[0]));
    }
    prepare(open.get(0), workload);
    var threads = Executors.newFixedThreadPool(connections);
    var watch = new Stopwatch();
    List<Future<Void>> writing = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Connection connection = open.get(i);
      Path file = files.get(i);
      Callable<Void> work =
          () -> {
            copy(connection, file, merge);
            return null;
          };
      writing.add(threads.submit(work));
    }
    for (Future<Void> one : writing) {
      one.get();
    }
    System.out.println(watch.stop().line());
    threads.shutdown();
    for (Connection connection : open) {
      connection.close();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  /** Systems, points and partitions; rows that stand already are left. */
  private static void prepare(Connection connection, Workload workload) throws SQLException {
    try (var system =
            connection.prepareStatement(
                "INSERT INTO system (system_id) VALUES (?) ON CONFLICT DO NOTHING");
        var point =
            connection.prepareStatement(
                "INSERT INTO point (system_id, point_id, path, kind, unit) VALUES (?, ?, ?,"
                    + " ?::point_kind, ?) ON CONFLICT DO NOTHING");
        var partitions =
            connection.prepareStatement(
                "SELECT telemetry_partitions_make('telemetry_agg_5m', (SELECT array_agg(day::date)"
                    + " FROM generate_series(to_timestamp(?::float8), to_timestamp(?::float8), '1 day') day))")) {
      for (int id = 1; id <= workload.systems(); id++) {
        system.setInt(1, id);
        system.addBatch();
        for (int i = 0; i < workload.points().size(); i++) {
          MeasuredPoint measured = workload.points().get(i);
          point.setInt(1, id);
          point.setInt(2, i + 1);
          point.setString(3, measured.path());
          point.setString(4, measured.kind().name());
          point.setString(5, measured.unit());
          point.addBatch();
        }
      }
      system.executeBatch();
      point.executeBatch();
      partitions.setLong(1, workload.from().getEpochSecond());
      partitions.setLong(2, workload.at(workload.polls()) / 1000 + 86_400);
      partitions.execute();
    }
  }

  private static void copy(Connection connection, Path file, boolean merge)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    CopyManager copies = new CopyManager(connection.unwrap(BaseConnection.class));
    try (var in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20));
        var statement = connection.createStatement()) {
      for (byte[] batch = next(in); batch.length > 0; batch = next(in)) {
        if (merge) {
          statement.execute(STAGE);
          statement.execute("TRUNCATE staged");
        }
        CopyIn copy =
            copies.copyIn(
                "COPY " + (merge ? "staged" : "telemetry_agg_5m") + " FROM STDIN (FORMAT binary)");
        copy.writeToCopy(batch, 0, batch.length);
        copy.endCopy();
        if (merge) {
          statement.execute(MERGE);
        }
        connection.commit();
      }
    }
  }

  private static byte[] next(DataInputStream in) throws IOException {
    try {
      return in.readNBytes(in.readInt());
    } catch (EOFException e) {
      return new byte[0];
    }
  }
}
