package telemetry.deploy.cli;

import java.util.Collection;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The settings that a role understands, as its help shows them. */
final class SettingsText {
  private static final String INDENT = "      ";

  private SettingsText() {}

  /**
   * One after the other, each with its bounds and its text.
   *
   * @param width of a line
   */
  static String of(Collection<ConfigDef> declared, int width) {
    String end = System.lineSeparator();
    var text = new StringBuilder(end);
    text.append("Settings, with what they are by default (kafka.* goes to the Kafka clients, the")
        .append(" registry's have Confluent's names):")
        .append(end);
    declared.stream()
        .flatMap(each -> each.configKeys().values().stream())
        .forEach(
            key -> {
              text.append("  ").append(key.name).append(standard(key)).append(bounds(key));
              text.append(end);
              wrap(key.documentation, width - INDENT.length(), text);
            });
    return text.toString();
  }

  private static String standard(ConfigKey key) {
    if (!key.hasDefault()) {
      return ", which must be given";
    }
    String standard = ConfigDef.convertToString(key.defaultValue, key.type);
    return standard == null || standard.isEmpty() ? "" : "=" + standard;
  }

  private static String bounds(ConfigKey key) {
    return key.validator == null ? "" : "  " + key.validator;
  }

  private static void wrap(String words, int width, StringBuilder text) {
    var line = new StringBuilder();
    for (String word : words.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        text.append(INDENT).append(line).append(System.lineSeparator());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    text.append(INDENT).append(line).append(System.lineSeparator());
  }
}
