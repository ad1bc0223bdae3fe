package telemetry.deploy.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telemetry.control.ControlLog;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.Roles;
import telemetry.gateway.file.FeedProgress;
import telemetry.model.ImportPlace;

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

  /** One table on its way. */
  private record Job(LegacyTable table, LegacyReader reader, Present present) {}

  /**
   * Imports what is not there yet, and validates all of it.
   *
   * @param send false to validate alone
   */
  public ImportReport run(ImportRequest request, boolean send, FeedProgress.Listener listener) {
    try (Cluster cluster = Cluster.connect(settings, clock)) {
      int partitions = cluster.epoch().check().partitions();
      List<Job> jobs = jobs(request, cluster);
      var control = new ControlLog(cluster.kafka(), cluster.registry());
      var places = new ArrayList<ImportPlace>();
      var totals = new ArrayList<Long>();
      var problems = new ArrayList<String>();
      if (send) {
        try (var out =
            new ImportWriter(cluster.kafka(), cluster.registry(), request.name(), partitions)) {
          for (Job job : jobs) {
            ImportPlace from = place(control, request.name(), job.table());
            if (!from.done()) {
              var one =
                  new TableImport(
                      job.table(),
                      job.reader(),
                      job.present(),
                      out,
                      from,
                      request.batch(),
                      request.perSecond(),
                      listener);
              from = one.run();
              one.problems().forEach(it -> problems.add(job.table().name() + ", " + it));
            }
            places.add(from);
          }
        }
      } else {
        jobs.forEach(job -> places.add(place(control, request.name(), job.table())));
      }
      jobs.forEach(job -> totals.add(job.table().rows()));
      return validate(request, cluster, jobs, places, totals, problems);
    }
  }

  private static ImportPlace place(ControlLog control, String name, LegacyTable table) {
    ImportPlace begin = ImportPlace.begin(name, table.name());
    ImportPlace place =
        control.facts().get(begin.key()) instanceof ImportPlace found ? found : begin;
    // A table that has grown since is read again from its beginning: what is there is skipped.
    return place.done() && place.rows() != table.rows() ? begin : place;
  }

  private List<Job> jobs(ImportRequest request, Cluster cluster) {
    var jobs = new ArrayList<Job>();
    LegacyTable readings = request.readings();
    if (readings != null) {
      var mappings = some(request.mappings(), LegacyMapping::readings);
      var reader =
          new ReadingsReader(readings, mappings, clock.instant().truncatedTo(ChronoUnit.MILLIS));
      try (var scan = new TopicScan(cluster.kafka(), PATIENCE)) {
        jobs.add(
            new Job(readings, reader, new KnownPolls(scan, cluster.registry(), mappings.keySet())));
      }
    }
    LegacyTable aggregates = request.aggregates();
    if (aggregates != null) {
      var mappings = some(request.mappings(), LegacyMapping::aggregates);
      jobs.add(
          new Job(
              aggregates,
              new AggregatesReader(aggregates, mappings),
              new KnownRows(Roles.database(settings), mappings.keySet())));
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

  private ImportReport validate(
      ImportRequest request,
      Cluster cluster,
      List<Job> jobs,
      List<ImportPlace> places,
      List<Long> totals,
      List<String> problems) {
    try (var scan = new TopicScan(cluster.kafka(), PATIENCE)) {
      Optional<String> lacking =
          new Progress(cluster.stages(settings), scan).await(request.patience());
      Map<Integer, SystemCheck> readings = new TreeMap<>();
      Map<Integer, SystemCheck> aggregates = new TreeMap<>();
      for (Job job : jobs) {
        boolean ofRows = job.reader() instanceof AggregatesReader;
        want(job, ofRows ? aggregates : readings, request.samples());
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
          places,
          totals,
          List.copyOf(readings.values()),
          List.copyOf(aggregates.values()),
          problems,
          lacking,
          answered.size());
    }
  }

  private void want(Job job, Map<Integer, SystemCheck> checks, int samples) {
    long seed = clock.millis();
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
