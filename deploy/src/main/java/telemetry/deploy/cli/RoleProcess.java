package telemetry.deploy.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.deploy.run.OpsServer;
import telemetry.deploy.run.RoleSet;
import telemetry.deploy.run.Roles;
import telemetry.deploy.run.Running;
import telemetry.role.Role;

/** Runs roles until the process is told to stop, or one of them fails. */
final class RoleProcess {
  private static final Logger log = LoggerFactory.getLogger(RoleProcess.class);

  private RoleProcess() {}

  /**
   * Runs these.
   *
   * @param given settings, those of all of them together
   * @param dataDir where the pipeline runs that they work on, if it is one of this machine
   */
  static int run(Map<String, String> given, @Nullable Path dataDir, Collection<RoleName> names)
      throws InterruptedException {
    names.forEach(name -> name.beside(dataDir).forEach(given::putIfAbsent));
    return run(given, roles -> names.stream().map(name -> name.of(roles)).toList());
  }

  /** Runs those that are made of the settings. */
  static int run(Map<String, String> given, Function<Roles, List<Role>> which)
      throws InterruptedException {
    Log.forSupervisor();
    return Running.untilSignal(
        running -> {
          var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
          var made = new Roles(given, metrics, Clock.systemUTC());
          var roles = new RoleSet(which.apply(made));
          OpsServer ops = running.start(() -> OpsServer.start(made.opsPort(), roles, metrics));
          for (Role role : roles.roles()) {
            running.start(
                () -> {
                  role.start();
                  return role;
                });
            log.info("role started role={} ops={}", role.name(), ops.url());
          }
          roles.awaitFailure();
          return ExitStatus.BROKEN;
        });
  }
}
