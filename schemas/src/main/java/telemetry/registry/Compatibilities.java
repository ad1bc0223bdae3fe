package telemetry.registry;

import java.util.List;
import telemetry.topics.Topic;

/** The registry's rules, set to what the topics declare. */
public final class Compatibilities {
  private Compatibilities() {}

  /**
   * Sets the rule of every topic's subject, then registers its schema under that rule. A registry's
   * own default may be no rule at all.
   *
   * @throws RegistryException if the registry refuses or cannot be reached
   */
  public static void apply(SchemaRegistry registry, List<Topic<?>> topics) {
    for (Topic<?> topic : topics) {
      if (topic.value() != null) {
        registry.require(topic.subject(), topic.compatibility());
        registry.idOf(topic.subject(), topic.codec().schema());
      }
    }
  }
}
