package telemetry.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import telemetry.settings.BadSettings;
import telemetry.settings.Settings;

/** What the gateway can be set to: its doors and its asking. */
public final class GatewaySettings {
  /** The role's name in settings, logs and metrics. */
  public static final String ROLE = "ingest";

  /**
   * The default bound of a body, in bytes: with its envelope, such a record still fits Kafka's own
   * default for a message.
   */
  public static final int MAX_BODY_BYTES = 1_000_000;

  private GatewaySettings() {}

  /** Every setting: name, type, default, check and text. */
  public static ConfigDef declared() {
    return MqttSettings.define(PollSettings.define(HttpSettings.define(new ConfigDef())));
  }

  /**
   * Checks what was given.
   *
   * @throws BadSettings naming everything that is wrong
   */
  public static Settings check(Map<String, String> given) {
    return Settings.check(ROLE, declared(), given, GatewaySettings::contradictions);
  }

  private static List<String> contradictions(Settings settings) {
    var problems = new ArrayList<>(KafkaRequirements.problems(settings));
    problems.addAll(HttpSettings.problems(settings));
    problems.addAll(MqttSettings.problems(settings));
    return problems;
  }
}
