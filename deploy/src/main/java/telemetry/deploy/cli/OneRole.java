package telemetry.deploy.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
  static final String OPS_PORT = "ops.port";

  private OneRole() {}

  static int run(Map<String, String> given, Function<Roles, Role> which) {
    Log.forSupervisor();
    var settings = new TreeMap<String, String>(given);
    int port = port(settings.remove(OPS_PORT));
    try (Running running = Running.untilSignal()) {
      var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      Role role = which.apply(new Roles(settings, metrics, Clock.systemUTC()));
      var roles = new RoleSet(List.of(role));
      OpsServer ops = running.start(() -> OpsServer.start(port, roles, metrics));
      running.start(
          () -> {
            role.start();
            return role;
          });
      log.info("role started role={} ops={}", role.name(), ops.url());
      roles.awaitFailure();
      return ExitStatus.BROKEN;
    }
  }

  private static int port(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    if (!text.matches("[0-9]{1,5}")) {
      throw new UsageException(OPS_PORT + ": wanted a port, found '" + text + "'");
    }
    return Integer.parseInt(text);
  }
}
