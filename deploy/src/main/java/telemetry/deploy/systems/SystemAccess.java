package telemetry.deploy.systems;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import telemetry.settings.Secret;
import telemetry.vendors.Askings;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Need;

/**
 * What a system's vendor is asked with, as people write it. A credential is given by reference: the
 * declaration goes into a topic that many may read.
 */
final class SystemAccess {
  private SystemAccess() {}

  /**
   * Reads it; what is wrong is added to the problems.
   *
   * @param where the system that it is of
   * @param site how the vendor names it; null if that is not given
   */
  static Map<String, String> read(
      String where, String vendor, @Nullable String site, JsonNode system, List<String> problems) {
    JsonNode node = system.path("access");
    if (node.isMissingNode() || node.isNull()) {
      return Map.of();
    }
    Asking asking = Askings.standard().get(vendor);
    if (asking != null && asking.namesSites() && (site == null || site.isBlank())) {
      problems.add(
          where
              + ".site: wanted how "
              + vendor
              + " names it, since it is asked for; found nothing");
    }
    return asking == null
        ? none(where + ".access", vendor, problems)
        : given(where + ".access", vendor, asking, node, problems);
  }

  private static Map<String, String> none(String where, String vendor, List<String> problems) {
    problems.add(where + ": wanted none, since " + vendor + " is not asked, found one");
    return Map.of();
  }

  private static Map<String, String> given(
      String where, String vendor, Asking asking, JsonNode node, List<String> problems) {
    var needs = new TreeMap<String, Need>();
    asking.needs().forEach(need -> needs.put(need.name(), need));
    var access = new TreeMap<String, String>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      Need need = needs.get(field.getKey());
      if (need == null) {
        problems.add(
            where
                + "."
                + field.getKey()
                + ": no need of "
                + vendor
                + "; known are "
                + needs.keySet());
      } else {
        access.put(need.name(), field.getValue().asText());
      }
    }
    for (Need need : needs.values()) {
      check(where + "." + need.name(), need, access, problems);
    }
    return access;
  }

  private static void check(
      String where, Need need, Map<String, String> access, List<String> problems) {
    String given = access.getOrDefault(need.name(), "");
    if (given.isBlank()) {
      if (need.standard() == null) {
        problems.add(where + ": wanted " + need.text() + ", found nothing");
      }
    } else if (need.secret() && !Secret.isReference(given)) {
      problems.add(
          where + ": wanted env:NAME or file:PATH, since it is a credential; found another");
    } else if (need.name().equals(Need.BASE) && !given.matches("https?://[^\\s?#]+[^\\s?#/]")) {
      problems.add(
          where
              + ": wanted an address like https://host/path, no slash at its end, found "
              + given);
    }
  }
}
