package telemetry.sink;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import telemetry.settings.Settings;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.RowTable;
import telemetry.sink.batch.TableForm;

/** The settings that say what the tables are, what they keep, and how long. */
public final class TableSettings {
  /** What the tables are. */
  public static final String TABLES = "sink.tables";

  /** Whether every reading is kept. */
  public static final String SAMPLES = "sink.samples";

  /** When TimescaleDB compresses rows. */
  public static final String COMPRESS_AFTER_DAYS = "sink.compress.after.days";

  private TableSettings() {}

  /** How many days a table keeps its rows. */
  public static String keepDays(RowTable table) {
    return "sink.keep." + table.label() + ".days";
  }

  static ConfigDef define(ConfigDef declared) {
    for (RowTable table : RowTable.values()) {
      declared.define(
          keepDays(table),
          Type.INT,
          table.keepDays(),
          days(),
          Importance.MEDIUM,
          "How many days "
              + table.table()
              + " keeps its rows: whole partitions are dropped, older rows are not written. 0: for"
              + " ever.");
    }
    return declared
        .define(
            TABLES,
            Type.STRING,
            TableForm.AUTO.label(),
            ConfigDef.ValidString.in(
                Arrays.stream(TableForm.values()).map(TableForm::label).toArray(String[]::new)),
            Importance.MEDIUM,
            "What the tables divided by time are: native partitions, or hypertables of TimescaleDB;"
                + " auto: whatever stands, and in a new database hypertables where the server has"
                + " them. Chosen once; anything else than what stands is refused.")
        .define(
            SAMPLES,
            Type.BOOLEAN,
            false,
            Importance.MEDIUM,
            "Whether every reading is kept, in telemetry_samples; else the newest of each point"
                + " alone, in telemetry_last.")
        .define(
            COMPRESS_AFTER_DAYS,
            Type.INT,
            Keep.COMPRESS_DAYS,
            days(),
            Importance.LOW,
            "After how many days TimescaleDB compresses rows; late ones are still written. 0:"
                + " never. Native partitions are not compressed.");
  }

  private static ConfigDef.Validator days() {
    return ConfigDef.LambdaValidator.with(
        (name, value) -> {
          if (value instanceof Integer days && days != 0 && days < Keep.LEAST_DAYS) {
            throw new ConfigException(name, value, "0 or " + Keep.LEAST_DAYS + " or more");
          }
        },
        () -> "0, or " + Keep.LEAST_DAYS + " or more");
  }

  static Keep keep(Settings settings) {
    var days = new EnumMap<RowTable, Integer>(RowTable.class);
    for (RowTable table : RowTable.values()) {
      days.put(table, settings.getInt(keepDays(table)));
    }
    return new Keep(days, settings.getInt(COMPRESS_AFTER_DAYS), settings.getBoolean(SAMPLES));
  }

  static TableForm form(Settings settings) {
    return TableForm.valueOf(settings.getString(TABLES).toUpperCase(Locale.ROOT));
  }
}
