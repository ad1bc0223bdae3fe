package telemetry.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.streams.StreamsConfig;
import telemetry.model.Epoch;
import telemetry.model.Redefinitions;
import telemetry.registry.SchemaRegistries;
import telemetry.replay.kafka.LateDrain;
import telemetry.replay.kafka.LateDrains;
import telemetry.settings.BadSettings;
import telemetry.settings.Settings;
import telemetry.window.Delivery;
import telemetry.window.Reach;
import telemetry.window.SilenceRule;
import telemetry.window.WindowRules;

/** What the streams role can be set to. */
public final class StreamsSettings {
  /** The role's name in settings, logs and metrics. */
  public static final String ROLE = "streams";

  /** The consumer group, and the prefix of the changelogs. */
  public static final String APPLICATION_ID = "application.id";

  /** The group's name where none is given. */
  public static final String DEFAULT_APPLICATION_ID = "telemetry-streams";

  /** Where the state lives on disk. */
  public static final String STATE_DIR = "state.dir";

  /** This process's own name in the group. */
  public static final String INSTANCE_ID = "streams.instance.id";

  /** Where the state lives. */
  public static final String STORE = "streams.store";

  /** Threads. */
  public static final String THREADS = "streams.threads";

  /** Warm copies of the state. */
  public static final String STANDBYS = "streams.standby.replicas";

  /** Whether rows, state and places are one transaction. */
  public static final String GUARANTEE = "streams.processing.guarantee";

  /** How long changes are gathered. */
  public static final String EMIT_INTERVAL = "streams.emit.interval.ms";

  /** How long changes of an hour or day are gathered. */
  public static final String ROLLUP_INTERVAL = "streams.rollup.interval.ms";

  /** How long a row is provisional. */
  public static final String SETTLE = "streams.settle.ms";

  /** How far back a reading may be. */
  public static final String REACH = "streams.reach.hours";

  /** How far back a reading of some vendors may be. */
  public static final String VENDOR_REACH = "streams.reach.hours.by.vendor";

  /** When a point is silent. */
  public static final String SILENCE = "streams.silence.multiple";

  /** How often late readings are drained. */
  public static final String LATE_DRAIN = "streams.late.drain.minutes";

  /** The pace of that. */
  public static final String LATE_ROWS = "streams.late.rows.per.second";

  private static final String BOOTSTRAP = Settings.KAFKA + "bootstrap.servers";
  private static final String REGISTRY_URL = "schema.registry.url";

  /** What has a setting here, or would break the promise if it were another. */
  private static final List<String> DECIDED =
      List.of(
          "application.id",
          "state.dir",
          "num.stream.threads",
          "num.standby.replicas",
          "processing.guarantee",
          "group.instance.id",
          // Zones are heard before readings: a task waits for what the broker has, by default.
          "max.task.idle.ms");

  private StreamsSettings() {}

  /** Every setting: name, type, default, check and text. */
  public static ConfigDef declared() {
    return new ConfigDef()
        .define(
            APPLICATION_ID,
            Type.STRING,
            DEFAULT_APPLICATION_ID,
            new NonEmptyString(),
            Importance.HIGH,
            "The consumer group, and the prefix of the changelogs. Another name is another state.")
        .define(
            STATE_DIR,
            Type.STRING,
            "data/streams",
            new NonEmptyString(),
            Importance.HIGH,
            "The directory of the state on disk. Lost, it is read again from the changelogs.")
        .define(
            INSTANCE_ID,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "This process's own name in the group. With one, a restart takes its work up at once;"
                + " without, it waits for the old member's session to end.")
        .define(
            STORE,
            Type.STRING,
            "rocksdb",
            CaseInsensitiveValidString.in("rocksdb", "memory"),
            Importance.MEDIUM,
            "Where the state lives: rocksdb, or memory.")
        .define(
            THREADS,
            Type.INT,
            1,
            Range.between(1, 64),
            Importance.MEDIUM,
            "Threads that share this process's partitions.")
        .define(
            STANDBYS,
            Type.INT,
            0,
            Range.between(0, 4),
            Importance.LOW,
            "Warm copies of the state in other processes.")
        .define(
            GUARANTEE,
            Type.STRING,
            StreamsConfig.EXACTLY_ONCE_V2,
            ValidString.in(StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE),
            Importance.MEDIUM,
            "exactly_once_v2: rows, state and places are one transaction. at_least_once: rows may"
                + " come twice, and a process that was taken for dead and goes on can spoil the"
                + " state.")
        .define(
            EMIT_INTERVAL,
            Type.INT,
            1000,
            Range.between(10, 60_000),
            Importance.MEDIUM,
            "How long changes of an open window are gathered before its rows are told, in"
                + " milliseconds.")
        .define(
            ROLLUP_INTERVAL,
            Type.INT,
            300_000,
            Range.between(10, 3_600_000),
            Importance.MEDIUM,
            "How long changes of an hour or day are gathered before its rows are told while"
                + " readings come, in milliseconds. What has settled, and what is left when no"
                + " reading comes, is told at once.")
        .define(
            SETTLE,
            Type.LONG,
            Duration.ofMinutes(10).toMillis(),
            Range.between(0, Duration.ofDays(1).toMillis()),
            Importance.MEDIUM,
            "How long after its end a row is provisional, by its system's own readings, in"
                + " milliseconds.")
        .define(
            REACH,
            Type.INT,
            168,
            Range.between(1, 24 * 400),
            Importance.MEDIUM,
            "How far behind its system's newest reading a reading may be, in hours; older ones go"
                + " to the late topic.")
        .define(
            VENDOR_REACH,
            Type.LIST,
            "amber=1440,enphase=1440",
            Importance.MEDIUM,
            "The same for systems that a vendor speaks for, as vendor=hours, where that is longer:"
                + " some revise what they said weeks later.")
        .define(
            SILENCE,
            Type.INT,
            WindowRules.SILENCE,
            Range.between(2, 10_000),
            Importance.MEDIUM,
            "A point is silent when it has not reported for this many of its own usual periods.")
        .define(
            LATE_DRAIN,
            Type.INT,
            15,
            Range.between(0, 24 * 60),
            Importance.MEDIUM,
            "How often the rows of late readings are told from the log, in minutes; 0 for never by"
                + " itself.")
        .define(
            LATE_ROWS,
            Type.INT,
            2000,
            Range.between(1, 1_000_000),
            Importance.LOW,
            "The most rows of late readings that are sent in a second, so that live ones are not"
                + " held up.");
  }

  /**
   * Checks what was given.
   *
   * @throws BadSettings naming everything that is wrong
   */
  public static Settings check(Map<String, String> given) {
    return Settings.check(ROLE, declared(), given, StreamsSettings::contradictions);
  }

  private static List<String> contradictions(Settings settings) {
    var problems = new ArrayList<String>();
    if (!settings.kafka().containsKey("bootstrap.servers")) {
      problems.add(BOOTSTRAP + ": wanted host:port of the brokers, found none");
    }
    if (!settings.registry().containsKey(REGISTRY_URL)) {
      problems.add(REGISTRY_URL + ": wanted the registry's URL, found none");
    }
    for (String name : DECIDED) {
      if (settings.kafka().containsKey(name)) {
        problems.add(Settings.KAFKA + name + ": streams decides this itself; take it away");
      }
    }
    try {
      vendorReach(settings);
    } catch (IllegalArgumentException e) {
      problems.add(VENDOR_REACH + ": " + e.getMessage());
    }
    if (settings.getLong(SETTLE) >= Duration.ofHours(settings.getInt(REACH)).toMillis()) {
      problems.add(
          SETTLE
              + ": wanted less than "
              + REACH
              + " ("
              + settings.getInt(REACH)
              + " h), found "
              + settings.getLong(SETTLE)
              + " ms");
    }
    return problems;
  }

  /**
   * The rules of the windows.
   *
   * @param redefinitions what points mean, where that is not what they were first heard as
   */
  public static WindowRules rules(Settings settings, Epoch epoch, Redefinitions redefinitions) {
    return new WindowRules(
        epoch.epoch(),
        Duration.ofMillis(settings.getLong(SETTLE)),
        new Reach(Duration.ofHours(settings.getInt(REACH)), vendorReach(settings)),
        new SilenceRule(settings.getInt(SILENCE)),
        epoch.limits(),
        redefinitions);
  }

  private static Map<String, Duration> vendorReach(Settings settings) {
    var reach = new TreeMap<String, Duration>();
    for (String entry : settings.getList(VENDOR_REACH)) {
      String[] parts = entry.split("=", -1);
      if (parts.length != 2 || !parts[1].matches("[1-9][0-9]{0,4}")) {
        throw new IllegalArgumentException("wanted vendor=hours, found '" + entry + "'");
      }
      reach.put(parts[0], Duration.ofHours(Integer.parseInt(parts[1])));
    }
    return reach;
  }

  /** How late readings are drained, by the role itself or by whoever asks. */
  public static LateDrains lateDrains(Settings settings, Epoch epoch, Redefinitions redefinitions) {
    return new LateDrains(
        settings.kafka(),
        SchemaRegistries.connect(settings.registry()),
        epoch,
        rules(settings, epoch, redefinitions),
        settings.getString(APPLICATION_ID) + LateDrain.GROUP,
        settings.getInt(LATE_ROWS));
  }

  /** What the picture leaves to settings. */
  static Shape shape(
      Settings settings,
      Epoch epoch,
      Redefinitions redefinitions,
      Delivery delivery,
      StoreWrites writes,
      IntToLongFunction floor) {
    return new Shape(
        rules(settings, epoch, redefinitions),
        epoch.partitions(),
        Duration.ofMillis(settings.getInt(EMIT_INTERVAL)),
        Duration.ofMillis(settings.getInt(ROLLUP_INTERVAL)),
        Shape.Storage.valueOf(settings.getString(STORE).toUpperCase(Locale.ROOT)),
        delivery,
        writes,
        floor,
        Shape.TURN);
  }
}
