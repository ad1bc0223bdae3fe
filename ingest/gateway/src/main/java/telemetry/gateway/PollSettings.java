package telemetry.gateway;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import telemetry.gateway.poll.PollBounds;
import telemetry.settings.Settings;

/** What asking can be set to. */
public final class PollSettings {
  /** Where sessions of accounts are kept. */
  public static final String SESSIONS = "poll.sessions.dir";

  /** Whether vendors are asked. */
  static final String POLL = "poll.enabled";

  /** The group that divides the systems. */
  static final String GROUP = "ingest.group";

  /** This process's fixed name in the group. */
  static final String INSTANCE = "ingest.instance.id";

  private static final String PATIENCE = "poll.timeout.ms";
  private static final String UNDER_WAY = "poll.vendor.requests";

  private PollSettings() {}

  static ConfigDef define(ConfigDef settings) {
    return settings
        .define(
            POLL,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Whether this process asks the vendors that do not push.")
        .define(
            GROUP,
            Type.STRING,
            "telemetry-ingest",
            Importance.LOW,
            "The consumer group that divides the systems among the processes that ask.")
        .define(
            INSTANCE,
            Type.STRING,
            "",
            Importance.LOW,
            "This process's fixed name in the group, so that it takes its place back at once when"
                + " it starts again; empty for none.")
        .define(
            SESSIONS,
            Type.STRING,
            "sessions",
            Importance.MEDIUM,
            "The directory of what logins leave behind (cookies, refresh tokens), for its owner"
                + " alone. Processes that ask for systems of one account must share it.")
        .define(
            PATIENCE,
            Type.INT,
            30_000,
            Range.between(100, 600_000),
            Importance.LOW,
            "How long an exchange with a vendor may take, to the last byte of its answer, in"
                + " milliseconds.")
        .define(
            UNDER_WAY,
            Type.INT,
            16,
            Range.between(1, 1000),
            Importance.LOW,
            "The most requests under way to one vendor.");
  }

  /** What asking may cost. */
  public static PollBounds bounds(Settings settings) {
    return new PollBounds(
        Path.of(settings.getString(SESSIONS)),
        Duration.ofMillis(settings.getInt(PATIENCE)),
        settings.getInt(HttpSettings.MAX_BODY),
        settings.getInt(UNDER_WAY),
        PollBounds.PAUSE);
  }
}
