package telemetry.deploy.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import telemetry.deploy.verify.VerifyRole;
import telemetry.gateway.GatewayRole;
import telemetry.gateway.GatewaySettings;
import telemetry.model.Epoch;
import telemetry.model.Redefinitions;
import telemetry.replay.kafka.ReplaySettings;
import telemetry.role.Role;
import telemetry.settings.BadSettings;
import telemetry.settings.Settings;
import telemetry.sink.SinkRole;
import telemetry.sink.SinkSettings;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.TableForm;
import telemetry.sink.jdbc.Database;
import telemetry.sink.verify.Verification.Result;
import telemetry.topology.StreamsRole;
import telemetry.topology.StreamsSettings;

/**
 * Makes the roles from settings. The one place that knows their classes.
 *
 * <p>The settings may be those of several roles, as a file for all of them is. Each role is given
 * its own; a name that none of them knows is refused.
 */
public final class Roles {
  /** Where a process tells its health and metrics. */
  public static final String OPS_PORT = "ops.port";

  private static final ConfigDef GATEWAY = GatewaySettings.declared();
  private static final ConfigDef STREAMS = StreamsSettings.declared();
  private static final ConfigDef SINK = SinkSettings.DECLARED;
  private static final ConfigDef REPLAY = ReplaySettings.declared();
  private static final ConfigDef OPS =
      new ConfigDef()
          .define(
              OPS_PORT,
              ConfigDef.Type.INT,
              0,
              ConfigDef.Range.between(0, 65535),
              ConfigDef.Importance.MEDIUM,
              "The port of health and metrics on loopback; 0 finds a free one.");

  private final Map<String, String> settings;
  private final MeterRegistry metrics;
  private final Clock clock;

  /**
   * From these settings.
   *
   * @param settings name to text
   * @param metrics where the roles count
   * @param clock their time
   */
  public Roles(Map<String, String> settings, MeterRegistry metrics, Clock clock) {
    this.settings = Map.copyOf(settings);
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What is declared for whoever runs under a name. */
  public static Map<String, List<ConfigDef>> declared() {
    return Map.of(
        GatewaySettings.ROLE,
        List.of(GATEWAY, OPS),
        StreamsSettings.ROLE,
        List.of(STREAMS, OPS),
        "sink",
        List.of(SINK, OPS),
        "replay",
        List.of(REPLAY));
  }

  /** Every setting that a role declares. */
  public static Set<String> known() {
    var known = new TreeSet<String>();
    List.of(GATEWAY, STREAMS, SINK, REPLAY, OPS)
        .forEach(declared -> known.addAll(declared.names()));
    return known;
  }

  private static boolean forClients(String name) {
    return name.startsWith(Settings.KAFKA) || Settings.REGISTRY.stream().anyMatch(name::startsWith);
  }

  private Map<String, String> of(ConfigDef declared) {
    return of(declared, settings);
  }

  private static Map<String, String> of(ConfigDef declared, Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(it -> declared.names().contains(it.getKey()) || forClients(it.getKey()))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
  }

  /**
   * Checks the settings of every role; touches nothing outside.
   *
   * @throws BadSettings naming everything that is wrong for any of them
   */
  public void check() {
    check(this::checkGateway, this::checkStreams, this::checkSink);
  }

  private void checkGateway() {
    GatewaySettings.check(of(GATEWAY));
  }

  private void checkStreams() {
    StreamsSettings.check(of(STREAMS));
  }

  private void checkSink() {
    SinkSettings.of(of(SINK), System.getenv());
  }

  private void check(Runnable... each) {
    var problems = new ArrayList<String>();
    Set<String> known = known();
    new TreeSet<>(settings.keySet())
        .stream()
            .filter(name -> !known.contains(name) && !forClients(name))
            .map(name -> name + ": no setting of any role; known are " + known)
            .forEach(problems::add);
    for (Runnable check : each) {
      try {
        check.run();
      } catch (BadSettings e) {
        problems.addAll(e.problems());
      }
    }
    try {
      opsPort();
    } catch (BadSettings e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new BadSettings("telemetry", problems.stream().distinct().toList());
    }
  }

  /** The port of health and metrics. */
  public int opsPort() {
    return Settings.check("telemetry", OPS, of(OPS), none -> List.of()).getInt(OPS_PORT);
  }

  /** Hears vendors. */
  public Role gateway() {
    check(this::checkGateway);
    return new GatewayRole(of(GATEWAY), metrics, clock);
  }

  /** Understands what was heard. */
  public Role streams() {
    check(this::checkStreams);
    return new StreamsRole(of(STREAMS), this::epoch, metrics, clock);
  }

  private Epoch epoch() {
    try (Cluster cluster = Cluster.connect(settings, clock)) {
      return cluster.epoch().check();
    }
  }

  /** What points mean that were first heard as something else, if the epoch is the right one. */
  private Redefinitions meanings() {
    try (Cluster cluster = Cluster.connect(settings, clock)) {
      cluster.epoch().check();
      return cluster.control().redefinitions();
    }
  }

  /**
   * The database of these settings: whoever here connects to it does so by this.
   *
   * @throws BadSettings naming everything that is wrong with it
   */
  public static Database database(Map<String, String> settings) {
    return SinkSettings.database(of(SINK, settings), System.getenv());
  }

  /**
   * What its tables keep, and how long.
   *
   * @throws BadSettings naming everything that is wrong with it
   */
  public static Keep keep(Map<String, String> settings) {
    return SinkSettings.keep(of(SINK, settings));
  }

  /**
   * What its tables are to be.
   *
   * @throws BadSettings naming everything that is wrong with it
   */
  public static TableForm form(Map<String, String> settings) {
    return SinkSettings.form(of(SINK, settings));
  }

  /**
   * The settings of replays.
   *
   * @throws BadSettings naming everything that is wrong with them
   */
  public static Settings replay(Map<String, String> settings) {
    return Settings.check("replay", REPLAY, of(REPLAY, settings), none -> List.of());
  }

  /** Those of the gateway's settings that are given, for whoever must do as it does. */
  public static Map<String, String> gatewaySettings(Map<String, String> settings) {
    return of(GATEWAY, settings);
  }

  /**
   * The settings of streams, for whoever must do as they do.
   *
   * @throws BadSettings naming everything that is wrong with them
   */
  public static Settings streams(Map<String, String> settings) {
    return StreamsSettings.check(of(STREAMS, settings));
  }

  /** Remembers it in PostgreSQL. */
  public Role sink() {
    check(this::checkSink);
    return new SinkRole(of(SINK), this::meanings, metrics, clock);
  }

  /**
   * Verifies again and again.
   *
   * @param verification what is done
   * @param every how long to wait between two
   */
  public Role verify(Supplier<List<Result>> verification, Duration every) {
    check();
    return new VerifyRole(verification, every, metrics, clock);
  }

  /**
   * All of them, in the order a reading travels.
   *
   * @throws BadSettings naming what is wrong for any of them
   */
  public List<Role> all() {
    check();
    return List.of(gateway(), streams(), sink());
  }
}
