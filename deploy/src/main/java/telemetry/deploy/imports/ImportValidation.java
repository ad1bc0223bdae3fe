package telemetry.deploy.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.Roles;

/** Reads the source once more, and looks for all of it in the pipeline. */
final class ImportValidation {
  private final Cluster cluster;
  private final Map<String, String> settings;
  private final TopicScan scan;
  private final long seed;

  /**
   * In a pipeline.
   *
   * @param scan reads its logs; stays the caller's
   * @param seed of the choice of samples
   */
  ImportValidation(Cluster cluster, Map<String, String> settings, TopicScan scan, long seed) {
    this.cluster = cluster;
    this.settings = settings;
    this.scan = scan;
    this.seed = seed;
  }

  /** Once all that is in the log has become rows, or none has come for long. */
  ImportReport report(
      ImportRequest request,
      List<ImportJob> jobs,
      List<ImportedTable> tables,
      List<String> problems) {
    Optional<String> lacking =
        new Progress(cluster.stages(settings), scan).awaitWhileMoving(request.patience());
    Map<Integer, SystemCheck> readings = new TreeMap<>();
    Map<Integer, SystemCheck> aggregates = new TreeMap<>();
    for (ImportJob job : jobs) {
      want(job, job.isOfAggregates() ? aggregates : readings, request.samples());
    }
    KnownPolls.each(
        scan,
        cluster.registry(),
        readings.keySet(),
        poll -> {
          SystemCheck check = readings.get(poll.systemId());
          if (check != null) {
            check.found(poll);
          }
        });
    Set<Integer> answered = rows(readings.keySet(), aggregates);
    return new ImportReport(
        tables,
        List.copyOf(readings.values()),
        List.copyOf(aggregates.values()),
        problems,
        lacking,
        answered.size());
  }

  private void want(ImportJob job, Map<Integer, SystemCheck> checks, int samples) {
    job.table()
        .read(
            (cells, line) -> {
              Read read = job.reader().read(cells, line);
              if (read.at() != Read.NEVER) {
                checks
                    .computeIfAbsent(read.systemId(), id -> new SystemCheck(id, samples, seed))
                    .want(read);
              }
            });
  }

  private Set<Integer> rows(Set<Integer> readings, Map<Integer, SystemCheck> aggregates) {
    Set<Integer> systems = new HashSet<>(readings);
    systems.addAll(aggregates.keySet());
    Set<Integer> answered = new HashSet<>();
    KnownRows.each(
        Roles.database(settings),
        systems,
        row -> {
          int system = row.getInt("system_id");
          answered.add(system);
          SystemCheck check = aggregates.get(system);
          if (check != null) {
            check.found(
                row.getString("path"),
                row.getLong("millis"),
                row.getBoolean("imported"),
                KnownRows.number(row, "avg"),
                KnownRows.number(row, "last"),
                KnownRows.number(row, "delta"),
                row.getInt("sample_count"));
          }
        });
    return answered;
  }
}
