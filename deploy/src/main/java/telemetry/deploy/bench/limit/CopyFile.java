package telemetry.deploy.bench.limit;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import telemetry.deploy.bench.workload.Length;
import telemetry.deploy.bench.workload.Reference;
import telemetry.deploy.bench.workload.Workload;

/**
 * The rows of some systems as batches of COPY, made before any clock runs. A batch holds all series
 * over a few windows, in the order of the table's key: as the sink's batches are when history
 * comes.
 */
final class CopyFile {
  private static final int ROWS = 60_000;

  private CopyFile() {}

  /**
   * Writes them: for each batch its length, then its bytes.
   *
   * @param share which systems, by remainder
   * @param shares of how many
   */
  static void write(Workload workload, int share, int shares, Path file) throws IOException {
    var reference = new Reference(workload);
    int series = workload.systems() * workload.points().size() / shares;
    int windows = Math.max(1, ROWS / Math.max(1, series));
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (int first = 0; first < workload.rows(Length.WINDOW); first += windows) {
        int after = Math.min(first + windows, workload.rows(Length.WINDOW));
        byte[] batch = batch(workload, reference, share, shares, first, after);
        out.writeInt(batch.length);
        out.write(batch);
      }
    }
  }

  private static byte[] batch(
      Workload workload, Reference reference, int share, int shares, int first, int after)
      throws IOException {
    var bytes = new ByteArrayOutputStream(1 << 20);
    var out = new DataOutputStream(bytes);
    CopyRow.begin(out);
    for (int system = 1; system <= workload.systems(); system++) {
      if (system % shares == share) {
        for (int point = 0; point < workload.points().size(); point++) {
          for (int window = first; window < after; window++) {
            CopyRow.write(reference.row(system, point, Length.WINDOW, window), point + 1, out);
          }
        }
      }
    }
    CopyRow.end(out);
    return bytes.toByteArray();
  }
}
