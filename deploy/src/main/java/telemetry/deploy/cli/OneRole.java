package telemetry.deploy.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.deploy.run.OpsServer;
import telemetry.deploy.run.RoleSet;
import telemetry.deploy.run.Roles;
import telemetry.deploy.run.Running;
import telemetry.role.Role;

/** Runs one role until it is told to stop, or fails. */
final class OneRole {
  private static final Logger log = LoggerFactory.getLogger(OneRole.class);

  private OneRole() {}

  static int run(Map<String, String> given, Function<Roles, Role> which)
      throws InterruptedException {
    Log.forSupervisor();
    return Running.untilSignal(
        running -> {
          var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
          var made = new Roles(given, metrics, Clock.systemUTC());
          Role role = which.apply(made);
          var roles = new RoleSet(List.of(role));
          OpsServer ops = running.start(() -> OpsServer.start(made.opsPort(), roles, metrics));
          running.start(
              () -> {
                role.start();
                return role;
              });
          log.info("role started role={} ops={}", role.name(), ops.url());
          roles.awaitFailure();
          return ExitStatus.BROKEN;
        });
  }
}
