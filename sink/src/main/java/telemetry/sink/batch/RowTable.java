package telemetry.sink.batch;

import telemetry.topics.Topic;
import telemetry.topics.Topics;

/**
 * The tables that are divided by time: each described here, and nowhere else but in its migration.
 * How much time one partition holds is said there, to the database.
 */
public enum RowTable {
  /** 5-minute rows. */
  AGG_5M(Topics.AGG_5M, "interval_end", 2 * 365),
  /** Rows of an hour. */
  AGG_1H(Topics.AGG_1H, "interval_end", 0),
  /** Rows of a day. */
  AGG_1D(Topics.AGG_1D, "interval_end", 0),
  /** Readings as they came. */
  SAMPLES(Topics.READINGS, "measured_at", 90),
  /** What the pipeline tells of itself. */
  EVENT(Topics.EVENTS, "at", 400);

  private final String topic;
  private final String time;
  private final int keepDays;

  RowTable(Topic<?> topic, String time, int keepDays) {
    this.topic = topic.name();
    this.time = time;
    this.keepDays = keepDays;
  }

  /** Its name in the database. */
  public String table() {
    return "telemetry_" + label();
  }

  /** Its name in settings. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The name of the topic that fills it. */
  public String topic() {
    return topic;
  }

  /** The column that it is divided by. */
  public String time() {
    return time;
  }

  /** How many days it keeps where nobody says otherwise; 0 for ever. */
  public int keepDays() {
    return keepDays;
  }

  /** The table of a topic. */
  public static RowTable of(String topic) {
    for (RowTable table : values()) {
      if (table.topic.equals(topic)) {
        return table;
      }
    }
    throw new IllegalArgumentException("wanted a topic that fills a table, found " + topic);
  }
}
