package telemetry.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** The settings of one role, checked against its declaration. */
public final class Settings extends AbstractConfig {
  /** Prefix of what goes to the Kafka clients as it is: {@code kafka.bootstrap.servers}. */
  public static final String KAFKA = "kafka.";

  /** Prefixes of Confluent's own names, which go to the registry client as they are. */
  public static final List<String> REGISTRY =
      List.of(
          "schema.registry.",
          "basic.auth.",
          "bearer.auth.",
          "auto.register.schemas",
          "use.latest.version");

  private final Map<String, String> given;

  private Settings(ConfigDef declared, Map<String, String> given) {
    super(declared, given, false);
    this.given = given;
  }

  /**
   * Checks what was given, all at once.
   *
   * @param role who starts, for the message
   * @param declared every setting it knows
   * @param given name to text
   * @param contradictions what the role finds wrong between settings that are right by themselves
   * @throws BadSettings naming every unknown, wrong or contradictory setting
   */
  public static Settings check(
      String role,
      ConfigDef declared,
      Map<String, String> given,
      Function<Settings, List<String>> contradictions) {
    var problems = new ArrayList<String>();
    for (String name : new TreeMap<>(given).keySet()) {
      if (!declared.names().contains(name) && !passesThrough(name)) {
        problems.add(
            name
                + ": no setting of "
                + role
                + "; known are "
                + declared.names().stream().sorted().toList());
      }
    }
    var usable = new TreeMap<String, String>(given);
    for (ConfigValue value : declared.validate(given)) {
      // The first says what is wrong; the others follow from it ("null must not be null").
      value.errorMessages().stream()
          .limit(1)
          .forEach(
              message -> {
                problems.add(value.name() + ": " + message);
                usable.remove(value.name());
              });
    }
    // What is wrong by itself must not hide what is wrong together: the rest is judged without it.
    boolean judged =
        declared.configKeys().values().stream()
            .allMatch(key -> key.hasDefault() || usable.containsKey(key.name));
    if (judged) {
      problems.addAll(contradictions.apply(new Settings(declared, usable)));
    }
    if (!problems.isEmpty()) {
      throw new BadSettings(role, problems);
    }
    return new Settings(declared, given);
  }

  static boolean passesThrough(String name) {
    return name.startsWith(KAFKA) || REGISTRY.stream().anyMatch(name::startsWith);
  }

  /** What goes to the Kafka clients, without the prefix. */
  public Map<String, String> kafka() {
    var result = new TreeMap<String, String>();
    given.forEach(
        (name, text) -> {
          if (name.startsWith(KAFKA)) {
            result.put(name.substring(KAFKA.length()), text);
          }
        });
    return result;
  }

  /** What goes to the registry client. */
  public Map<String, String> registry() {
    var result = new TreeMap<String, String>();
    given.forEach(
        (name, text) -> {
          if (REGISTRY.stream().anyMatch(name::startsWith)) {
            result.put(name, text);
          }
        });
    return result;
  }
}
