package telemetry.deploy.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import telemetry.gateway.GatewayRole;
import telemetry.gateway.GatewaySettings;
import telemetry.model.Epoch;
import telemetry.role.Role;
import telemetry.settings.BadSettings;
import telemetry.settings.Settings;
import telemetry.sink.SinkRole;
import telemetry.sink.SinkSettings;
import telemetry.topology.StreamsRole;
import telemetry.topology.StreamsSettings;

/**
 * Makes the roles from settings. The one place that knows their classes.
 *
 * <p>The settings may be those of several roles, as a file for all of them is. Each role is given
 * its own; a name that none of them knows is refused.
 */
public final class Roles {
  private static final ConfigDef GATEWAY = GatewaySettings.declared();
  private static final ConfigDef STREAMS = StreamsSettings.declared();
  private static final ConfigDef SINK = SinkSettings.DECLARED;

  private final Map<String, String> settings;
  private final MeterRegistry metrics;
  private final Clock clock;

  /**
   * From these settings.
   *
   * @param settings name to text
   * @param metrics where the roles count
   * @param clock their time
   * @throws BadSettings naming every setting that no role knows
   */
  public Roles(Map<String, String> settings, MeterRegistry metrics, Clock clock) {
    this.settings = Map.copyOf(settings);
    this.metrics = metrics;
    this.clock = clock;
    Set<String> known = known();
    List<String> problems =
        new TreeSet<>(settings.keySet())
            .stream()
                .filter(name -> !known.contains(name) && !forClients(name))
                .map(name -> name + ": no setting of any role; known are " + known)
                .toList();
    if (!problems.isEmpty()) {
      throw new BadSettings("telemetry", problems);
    }
  }

  /** Every setting that a role declares. */
  public static Set<String> known() {
    var known = new TreeSet<String>();
    List.of(GATEWAY, STREAMS, SINK).forEach(declared -> known.addAll(declared.names()));
    return known;
  }

  private static boolean forClients(String name) {
    return name.startsWith(Settings.KAFKA) || Settings.REGISTRY.stream().anyMatch(name::startsWith);
  }

  private Map<String, String> of(ConfigDef declared) {
    return settings.entrySet().stream()
        .filter(it -> declared.names().contains(it.getKey()) || forClients(it.getKey()))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
  }

  /** Hears vendors. */
  public Role gateway() {
    return new GatewayRole(of(GATEWAY), metrics, clock);
  }

  /** Understands what was heard. */
  public Role streams() {
    return new StreamsRole(of(STREAMS), this::epoch, metrics);
  }

  private Epoch epoch() {
    try (Cluster cluster = Cluster.connect(settings, clock)) {
      return cluster.epoch().check();
    }
  }

  /** Remembers it in PostgreSQL. */
  public Role sink() {
    return new SinkRole(of(SINK), metrics, clock);
  }

  /**
   * All of them, in the order a reading travels.
   *
   * @throws BadSettings naming what is wrong for any of them
   */
  public List<Role> all() {
    var roles = new ArrayList<Role>();
    var problems = new ArrayList<String>();
    for (Supplier<Role> role : List.<Supplier<Role>>of(this::gateway, this::streams, this::sink)) {
      try {
        roles.add(role.get());
      } catch (BadSettings e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      roles.forEach(Role::close);
      throw new BadSettings("telemetry", problems.stream().distinct().toList());
    }
    return roles;
  }
}
