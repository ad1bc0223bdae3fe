package telemetry.deploy.run;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import telemetry.deploy.Endpoints;
import telemetry.deploy.embedded.DataDirectory;
import telemetry.deploy.embedded.EmbeddedStack;
import telemetry.deploy.embedded.Part;
import telemetry.role.Role;
import telemetry.settings.BadSettings;
import telemetry.sink.TableSettings;
import telemetry.sink.batch.RowTable;
import telemetry.topics.Topics;

/**
 * The whole pipeline in this process tree: the embedded stack and all roles on it.
 *
 * @param endpoints where others find it
 * @param opsUrl health and metrics
 * @param settings what its roles were given
 * @param directory its data directory
 * @param roles its roles
 */
public record LocalPipeline(
    Endpoints endpoints,
    String opsUrl,
    Map<String, String> settings,
    Path directory,
    RoleSet roles) {
  private static final Duration READY = Duration.ofSeconds(60);

  /**
   * Starts everything; returns when all is ready and the endpoints are written.
   *
   * @param running stops it
   * @param dataDir its data directory
   * @param ports chosen ports
   * @param given settings of the roles, over those that the stack gives
   * @param which the roles of this process, all or none: {@code Roles::all}
   * @param clock the roles' time
   * @throws BadSettings naming every setting that is wrong, before anything is started
   */
  public static LocalPipeline start(
      Running running,
      Path dataDir,
      Map<Part, Integer> ports,
      Map<String, String> given,
      Function<Roles, List<Role>> which,
      Clock clock) {
    LocalSettings.check(given, ports, clock);
    DataDirectory directory = running.start(() -> DataDirectory.take(dataDir));
    Endpoints.remove(directory.path()); // Of a run that was killed.
    EmbeddedStack stack = running.start(() -> EmbeddedStack.start(directory, ports));
    var endpoints =
        new Endpoints(
            stack.kafka().bootstrapServers(),
            stack.registry().url(),
            stack.database().jdbcUrl(),
            "http://127.0.0.1:" + stack.ports().of(Part.HTTP));
    var settings = new TreeMap<String, String>(endpoints.settings());
    settings.put("http.port", Integer.toString(stack.ports().of(Part.HTTP)));
    // Names in the groups, so that a start after a kill does not wait for the old members to
    // expire.
    settings.put("ingest.instance.id", "local");
    settings.put("streams.instance.id", "local");
    settings.put("sink.instance.id", "local");
    settings.put("poll.sessions.dir", directory.resolve("sessions").toString());
    settings.put("state.dir", directory.resolve("streams").toString());
    settings.put(TableSettings.SAMPLES, "true");
    // Whoever tries an old recording here wants to see its rows.
    for (RowTable table : RowTable.values()) {
      settings.put(TableSettings.keepDays(table), "0");
    }
    settings.putAll(given);
    Endpoints owner = endpoints.withDatabase(stack.database().ownerJdbcUrl());
    Roles.database(owner.settings()).migrate(Roles.form(settings));
    try (var cluster = Cluster.connect(settings, clock)) {
      cluster.topics(Topics.LOCAL_PARTITIONS, (short) 1).apply();
    }
    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    RoleSet roles = startRoles(running, which.apply(new Roles(settings, metrics, clock)));
    OpsServer ops =
        running.start(() -> OpsServer.start(stack.ports().of(Part.OPS), roles, metrics));
    roles.awaitReady(READY);
    running.<AutoCloseable>start(
        () -> {
          endpoints.write(directory.path());
          return () -> Endpoints.remove(directory.path());
        });
    return new LocalPipeline(endpoints, ops.url(), settings, directory.path(), roles);
  }

  /** The last of the way first: nothing is heard before it can be remembered. */
  private static RoleSet startRoles(Running running, List<Role> made) {
    for (int i = made.size() - 1; i >= 0; i--) {
      Role role = made.get(i);
      running.start(
          () -> {
            role.start();
            return role;
          });
    }
    return new RoleSet(made);
  }
}
