package telemetry.sink;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import telemetry.settings.BadSettings;
import telemetry.settings.Secret;
import telemetry.settings.Settings;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.RowTable;
import telemetry.sink.jdbc.Database;

/**
 * The settings of the sink.
 *
 * @param database {@value #JDBC_URL}, {@value #JDBC_USER}, {@value #JDBC_PASSWORD}, {@value
 *     #STATEMENT_TIMEOUT_MS}
 * @param group the consumer group
 * @param instance this process's own name in the group; empty for none
 * @param writers how many consumers this process runs
 * @param batch {@value #BATCH_ROWS}, {@value #BATCH_BYTES}, {@value #BATCH_AGE_MS}
 * @param keep what the tables keep and how long, {@value #SAMPLES}, {@code sink.keep.*.days}
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
    boolean migrate,
    Map<String, String> kafka,
    Map<String, String> registry) {

  /** Where the database is. */
  public static final String JDBC_URL = "jdbc.url";

  /** The database role. */
  public static final String JDBC_USER = "jdbc.user";

  /** Where its password is. */
  public static final String JDBC_PASSWORD = "jdbc.password";

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

  /** The longest that one statement may run. */
  public static final String STATEMENT_TIMEOUT_MS = "sink.statement.timeout.ms";

  /** Whether every reading is kept. */
  public static final String SAMPLES = "sink.samples";

  /** Whether the start brings the schema up to date. */
  public static final String MIGRATE = "sink.migrate";

  /** Every setting, declared. */
  public static final ConfigDef DECLARED =
      kept(new ConfigDef())
          .define(
              JDBC_URL,
              Type.STRING,
              "",
              Importance.HIGH,
              "The database: jdbc:postgresql://host:port/name. No password in it.")
          .define(
              JDBC_USER,
              Type.STRING,
              "postgres",
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "The database role to connect as.")
          .define(
              JDBC_PASSWORD,
              Type.PASSWORD,
              null,
              Importance.HIGH,
              "Its password, by reference: env:NAME or file:/path. None where the server asks for none.")
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
              5000,
              between(1, 100_000),
              Importance.MEDIUM,
              "The most records in one transaction.")
          .define(
              BATCH_AGE_MS,
              Type.LONG,
              500L,
              between(0, 60_000),
              Importance.MEDIUM,
              "The longest that a record waits for others, in milliseconds.")
          .define(
              STATEMENT_TIMEOUT_MS,
              Type.LONG,
              30_000L,
              atLeast(100),
              Importance.LOW,
              "The longest that one statement may run, in milliseconds.")
          .define(
              SAMPLES,
              Type.BOOLEAN,
              false,
              Importance.MEDIUM,
              "Whether every reading is kept, in telemetry_samples; else the newest of each point"
                  + " alone, in telemetry_last.")
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

  /** How many days a table keeps its rows. */
  public static String keepDays(RowTable table) {
    return "sink.keep." + table.label() + ".days";
  }

  private static ConfigDef kept(ConfigDef declared) {
    for (RowTable table : RowTable.values()) {
      declared.define(
          keepDays(table),
          Type.INT,
          table.keepDays(),
          ConfigDef.LambdaValidator.with(
              (name, value) -> {
                if (value instanceof Integer days && days != 0 && days < Keep.LEAST_DAYS) {
                  throw new ConfigException(name, value, "0 or " + Keep.LEAST_DAYS + " or more");
                }
              },
              () -> "0, or " + Keep.LEAST_DAYS + " or more"),
          Importance.MEDIUM,
          "How many days "
              + table.table()
              + " keeps its rows: whole partitions are dropped, older rows are not written. 0: for"
              + " ever.");
    }
    return declared;
  }

  private static Keep keep(Settings settings) {
    var days = new EnumMap<RowTable, Integer>(RowTable.class);
    for (RowTable table : RowTable.values()) {
      days.put(table, settings.getInt(keepDays(table)));
    }
    return new Keep(days, settings.getBoolean(SAMPLES));
  }

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
        database(settings, environment),
        settings.getString(GROUP_ID),
        settings.getString(INSTANCE_ID),
        settings.getInt(WRITERS),
        new Limits(
            settings.getInt(BATCH_ROWS),
            settings.getLong(BATCH_BYTES),
            Duration.ofMillis(settings.getLong(BATCH_AGE_MS))),
        keep(settings),
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
    return database(
        Settings.check("database", DECLARED, given, it -> ofDatabase(it, environment)),
        environment);
  }

  private static Database database(Settings settings, Map<String, String> environment) {
    return new Database(
        settings.getString(JDBC_URL),
        settings.getString(JDBC_USER),
        password(settings, environment),
        Duration.ofMillis(settings.getLong(STATEMENT_TIMEOUT_MS)));
  }

  /**
   * What is kept, for whoever needs nothing else.
   *
   * @throws BadSettings naming everything that is wrong with it
   */
  public static Keep keep(Map<String, String> given) {
    return keep(Settings.check("database", DECLARED, given, it -> List.of()));
  }

  private static @Nullable String password(Settings settings, Map<String, String> environment) {
    var reference = settings.getPassword(JDBC_PASSWORD);
    return reference == null ? null : Secret.resolve(JDBC_PASSWORD, reference.value(), environment);
  }

  private static List<String> ofDatabase(Settings settings, Map<String, String> environment) {
    var problems = new ArrayList<String>();
    try {
      password(settings, environment);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    String url = settings.getString(JDBC_URL);
    if (!url.startsWith("jdbc:postgresql:")) {
      String found = url.isEmpty() ? "none" : "another scheme";
      problems.add(JDBC_URL + ": wanted jdbc:postgresql://…, found " + found);
    }
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      problems.add(JDBC_URL + ": wanted no password in it; name one with " + JDBC_PASSWORD);
    }
    if (url.matches(".*[?&]user=.*") && settings.originals().containsKey(JDBC_USER)) {
      problems.add(
          JDBC_URL + " and " + JDBC_USER + ": wanted the role in one of them, found it in both");
    }
    return problems;
  }

  private static List<String> contradictions(Settings settings, Map<String, String> environment) {
    List<String> problems = ofDatabase(settings, environment);
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
