package telemetry.gateway.mqtt;

import java.util.List;
import java.util.Optional;
import telemetry.model.SystemIds;

/**
 * How topics name a system and a point: {@code telemetry/{system}/{point}}. A {@code {point}} at
 * the end takes all levels that follow: {@code telemetry/6/inverter/solar_w} is the point {@code
 * inverter/solar_w} of system 6.
 *
 * @param text the pattern
 */
public record TopicPattern(String text) {
  private static final String SYSTEM = "{system}";
  private static final String POINT = "{point}";

  /** The longest topic that is looked at; no point's path is nearly as long. */
  private static final int MAX_TOPIC = 2000;

  /**
   * Whom a message is of.
   *
   * @param systemId the system
   * @param point the point's path
   */
  record Address(int systemId, String point) {}

  /**
   * Refuses a pattern that names no system or no point.
   *
   * @throws IllegalArgumentException saying what was wanted
   */
  public TopicPattern {
    List<String> levels = levels(text);
    boolean right =
        levels.stream().filter(SYSTEM::equals).count() == 1
            && levels.stream().filter(POINT::equals).count() == 1
            && levels.stream()
                .filter(level -> !level.equals(SYSTEM) && !level.equals(POINT))
                .noneMatch(level -> level.isEmpty() || level.matches(".*[+#{}\0].*"));
    if (!right) {
      throw new IllegalArgumentException(
          "wanted levels with {system} and {point} once each, like telemetry/{system}/{point},"
              + " found "
              + text);
    }
  }

  private static List<String> levels(String text) {
    return List.of(text.split("/", -1));
  }

  /** What to subscribe to. */
  String filter() {
    String filter = text.replace(SYSTEM, "+");
    return filter.endsWith(POINT)
        ? filter.substring(0, filter.length() - POINT.length()) + "#"
        : filter.replace(POINT, "+");
  }

  /** Whom a message to a topic is of, if the topic says so. */
  Optional<Address> address(String topic) {
    List<String> wanted = levels(text);
    if (topic.length() > MAX_TOPIC) {
      return Optional.empty();
    }
    boolean open = text.endsWith(POINT);
    List<String> found = List.of(topic.split("/", open ? wanted.size() : -1));
    if (found.size() != wanted.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < wanted.size(); i++) {
      String level = wanted.get(i);
      if (!level.equals(SYSTEM) && !level.equals(POINT) && !level.equals(found.get(i))) {
        return Optional.empty();
      }
    }
    String point = found.get(wanted.indexOf(POINT));
    try {
      int systemId = SystemIds.parse(found.get(wanted.indexOf(SYSTEM)));
      return point.isBlank() ? Optional.empty() : Optional.of(new Address(systemId, point));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // No id: no such topic.
    }
  }
}
