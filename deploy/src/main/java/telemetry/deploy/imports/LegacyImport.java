package telemetry.deploy.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.Roles;
import telemetry.gateway.file.FeedProgress;
import telemetry.model.Control;

/** Imports legacy tables into one pipeline, and looks at what became of them. */
public final class LegacyImport {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, String> settings;
  private final Clock clock;

  /** Into a pipeline; the settings say where Kafka, the registry and PostgreSQL are. */
  public LegacyImport(Map<String, String> settings, Clock clock) {
    this.settings = Map.copyOf(settings);
    this.clock = clock;
  }

  /**
   * Imports what is not there yet, and validates all of it.
   *
   * @param send false to validate alone
   * @throws ImportException if its name stands for something else
   */
  public ImportReport run(ImportRequest request, boolean send, FeedProgress.Listener listener) {
    try (Cluster cluster = Cluster.connect(settings, clock);
        var scan = new TopicScan(cluster.kafka(), PATIENCE)) {
      int partitions = cluster.epoch().check().partitions();
      List<ImportJob> jobs = jobs(request, cluster.control().facts());
      var tables = new ArrayList<ImportedTable>();
      var problems = new ArrayList<String>();
      if (send) {
        List<Present> present = present(request, jobs, cluster, scan);
        try (var out =
            new ImportWriter(cluster.kafka(), cluster.registry(), request.name(), partitions)) {
          for (int i = 0; i < jobs.size(); i++) {
            ImportJob job = jobs.get(i);
            var one = new TableImport(job, present.get(i), out, request, listener);
            tables.add(ImportedTable.of(job, one.run()));
            one.problems().forEach(it -> problems.add(job.table().name() + ", " + it));
          }
        }
      } else {
        jobs.forEach(job -> tables.add(ImportedTable.of(job, job.from())));
      }
      return new ImportValidation(cluster, settings, scan, clock.millis())
          .report(request, jobs, tables, problems);
    }
  }

  private List<ImportJob> jobs(ImportRequest request, Map<String, Control> facts) {
    var jobs = new ArrayList<ImportJob>();
    LegacyTable readings = request.readings();
    if (readings != null) {
      var reader =
          new ReadingsReader(
              readings,
              some(request.mappings(), LegacyMapping::readings),
              clock.instant().truncatedTo(ChronoUnit.MILLIS));
      jobs.add(ImportJob.of(readings, reader, request.name(), facts));
    }
    LegacyTable aggregates = request.aggregates();
    if (aggregates != null) {
      var reader =
          new AggregatesReader(aggregates, some(request.mappings(), LegacyMapping::aggregates));
      jobs.add(ImportJob.of(aggregates, reader, request.name(), facts));
    }
    return jobs;
  }

  private static <T> Map<Integer, T> some(
      Map<Integer, LegacyMapping> mappings, Function<LegacyMapping, @Nullable T> part) {
    var some = new TreeMap<Integer, T>();
    mappings.forEach(
        (system, mapping) -> {
          T found = part.apply(mapping);
          if (found != null) {
            some.put(system, found);
          }
        });
    return some;
  }

  /** What is there of each table before anything is sent. */
  private List<Present> present(
      ImportRequest request, List<ImportJob> jobs, Cluster cluster, TopicScan scan) {
    Set<Integer> systems = request.mappings().keySet();
    var present = new ArrayList<Present>();
    for (ImportJob job : jobs) {
      if (job.from().done()) {
        present.add(Present.NOTHING); // None of its rows is sent.
      } else if (job.isOfAggregates()) {
        present.add(new KnownRows(Roles.database(settings), systems));
      } else {
        // What was sent and is not understood yet is not seen there: it would be sent twice.
        new Progress(cluster.stages(settings).subList(0, 1), scan)
            .awaitWhileMoving(request.patience())
            .ifPresent(
                lacking -> {
                  throw new ImportException("what is there cannot be told yet: " + lacking);
                });
        present.add(new KnownPolls(scan, cluster.registry(), systems));
      }
    }
    return present;
  }
}
