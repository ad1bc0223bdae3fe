package telemetry.sink;

import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import telemetry.settings.BadSettings;
import telemetry.settings.Settings;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.TableForm;
import telemetry.sink.jdbc.Database;

/**
 * The settings of the sink.
 *
 * @param database see {@link DatabaseSettings}
 * @param group the consumer group
 * @param instance this process's own name in the group; empty for none
 * @param writers how many consumers this process runs
 * @param batch {@value #BATCH_ROWS}, {@value #BATCH_BYTES}, {@value #BATCH_AGE_MS}
 * @param keep what the tables keep and how long; see {@link TableSettings}
 * @param form what the tables are
 * @param migrate whether the start brings the schema up to date
 * @param kafka what goes to the Kafka clients
 * @param registry what goes to the registry client
 */
public record SinkSettings(
    Database database,
    String group,
    String instance,
    int writers,
    Limits batch,
    Keep keep,
    TableForm form,
    boolean migrate,
    Map<String, String> kafka,
    Map<String, String> registry) {

  /** The consumer group. */
  public static final String GROUP_ID = "sink.group.id";

  /** This process's own name in the group. */
  public static final String INSTANCE_ID = "sink.instance.id";

  /** How many consumers this process runs. */
  public static final String WRITERS = "sink.writers";

  /** The most bytes of records in one transaction. */
  public static final String BATCH_BYTES = "sink.batch.bytes";

  /** The most records in one transaction. */
  public static final String BATCH_ROWS = "sink.batch.rows";

  /** The longest that a record waits for others. */
  public static final String BATCH_AGE_MS = "sink.batch.age.ms";

  /** Whether the start brings the schema up to date. */
  public static final String MIGRATE = "sink.migrate";

  /** Every setting, declared. */
  public static final ConfigDef DECLARED =
      TableSettings.define(DatabaseSettings.define(new ConfigDef()))
          .define(
              GROUP_ID,
              Type.STRING,
              "telemetry-sink",
              new ConfigDef.NonEmptyString(),
              Importance.MEDIUM,
              "The consumer group that divides the partitions among the sinks of one database.")
          .define(
              INSTANCE_ID,
              Type.STRING,
              "",
              Importance.MEDIUM,
              "This process's own name in the group. With one, a restart takes its partitions up at"
                  + " once; without, after a kill, it waits for the old member's session to end.")
          .define(
              WRITERS,
              Type.INT,
              2,
              between(1, 64),
              Importance.MEDIUM,
              "How many consumers this process runs, each with a database connection of its own."
                  + " The group divides the partitions among all of them.")
          .define(
              BATCH_BYTES,
              Type.LONG,
              8L * 1024 * 1024,
              between(1024, 1024 * 1024 * 1024),
              Importance.LOW,
              "The most bytes of records, as they stand in Kafka, in one transaction.")
          .define(
              BATCH_ROWS,
              Type.INT,
              20_000,
              between(1, 100_000),
              Importance.MEDIUM,
              "The most records in one transaction.")
          .define(
              BATCH_AGE_MS,
              Type.LONG,
              500L,
              between(0, 60_000),
              Importance.MEDIUM,
              "The longest that a record waits for others, in milliseconds. What ends"
                  + " the log waits no longer than that after the last writing. Where only the newest readings"
                  + " are kept, these wait half a second at least, and in history three times as"
                  + " long, in batches of three times the records and bytes.")
          .define(
              MIGRATE,
              Type.BOOLEAN,
              true,
              Importance.MEDIUM,
              "Whether the start brings the schema up to date.");

  /** What the sink decides for the consumer; anything else would break its promise. */
  private static final List<String> DECIDED =
      List.of(
          "group.id",
          "group.instance.id",
          "enable.auto.commit",
          "auto.offset.reset",
          "isolation.level",
          "max.poll.records",
          "key.deserializer",
          "value.deserializer");

  /** Keeps the maps from changing. */
  public SinkSettings {
    kafka = Map.copyOf(kafka);
    registry = Map.copyOf(registry);
  }

  /**
   * Checks what was given.
   *
   * @param given name to text
   * @param environment where {@code env:} references point
   * @throws BadSettings naming everything that is wrong
   */
  public static SinkSettings of(Map<String, String> given, Map<String, String> environment) {
    Settings settings =
        Settings.check("sink", DECLARED, given, it -> contradictions(it, environment));
    return new SinkSettings(
        DatabaseSettings.of(settings, environment),
        settings.getString(GROUP_ID),
        settings.getString(INSTANCE_ID),
        settings.getInt(WRITERS),
        new Limits(
            settings.getInt(BATCH_ROWS),
            settings.getLong(BATCH_BYTES),
            Duration.ofMillis(settings.getLong(BATCH_AGE_MS))),
        TableSettings.keep(settings),
        TableSettings.form(settings),
        settings.getBoolean(MIGRATE),
        settings.kafka(),
        settings.registry());
  }

  /**
   * Where the database is, for whoever needs nothing else.
   *
   * @throws BadSettings naming everything that is wrong with it
   */
  public static Database database(Map<String, String> given, Map<String, String> environment) {
    return DatabaseSettings.of(
        Settings.check(
            "database", DECLARED, given, it -> DatabaseSettings.problems(it, environment)),
        environment);
  }

  /**
   * What is kept, for whoever needs nothing else.
   *
   * @throws BadSettings naming everything that is wrong with it
   */
  public static Keep keep(Map<String, String> given) {
    return TableSettings.keep(Settings.check("database", DECLARED, given, it -> List.of()));
  }

  /**
   * What the tables are to be, for whoever needs nothing else.
   *
   * @throws BadSettings naming everything that is wrong with it
   */
  public static TableForm form(Map<String, String> given) {
    return TableSettings.form(Settings.check("database", DECLARED, given, it -> List.of()));
  }

  private static List<String> contradictions(Settings settings, Map<String, String> environment) {
    List<String> problems = DatabaseSettings.problems(settings, environment);
    if (!settings.kafka().containsKey("bootstrap.servers")) {
      problems.add(Settings.KAFKA + "bootstrap.servers: wanted host:port,…, found none");
    }
    if (!settings.registry().containsKey("schema.registry.url")) {
      problems.add("schema.registry.url: wanted the registry's address, found none");
    }
    for (String name : DECIDED) {
      if (settings.kafka().containsKey(name)) {
        problems.add(Settings.KAFKA + name + ": the sink decides this itself; take it away");
      }
    }
    return problems;
  }
}
