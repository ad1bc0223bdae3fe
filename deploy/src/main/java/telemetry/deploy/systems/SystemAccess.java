package telemetry.deploy.systems;

import com.fasterxml.jackson.databind.JsonNode;
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
   * @param system the declaration that it is of
   * @param site how the vendor names it; null if that is not given
   */
  static Map<String, String> read(Fields system, String vendor, @Nullable String site) {
    JsonNode node = system.node().path("access");
    if (node.isMissingNode() || node.isNull()) {
      return Map.of();
    }
    Asking asking = Askings.standard().get(vendor);
    if (asking == null) {
      system.refuse("access", "wanted none, since " + vendor + " is not asked, found one");
      return Map.of();
    }
    if (asking.namesSites() && (site == null || site.isBlank())) {
      system.refuse(
          "site", "wanted how " + vendor + " names it, since it is asked for; found nothing");
    }
    return given(new Fields(system.where() + "access.", node, system.problems()), vendor, asking);
  }

  private static Map<String, String> given(Fields fields, String vendor, Asking asking) {
    var needs = new TreeMap<String, Need>();
    asking.needs().forEach(need -> needs.put(need.name(), need));
    var access = new TreeMap<String, String>();
    for (String name : (Iterable<String>) fields.node()::fieldNames) {
      if (needs.containsKey(name)) {
        access.put(name, fields.text(name));
      } else {
        fields.refuse(name, "no need of " + vendor + "; known are " + needs.keySet());
      }
    }
    for (Need need : needs.values()) {
      check(fields, need, access.getOrDefault(need.name(), ""));
    }
    return access;
  }

  private static void check(Fields fields, Need need, String given) {
    if (given.isEmpty()) {
      if (need.standard() == null && !fields.node().has(need.name())) {
        fields.refuse(need.name(), "wanted " + need.text() + ", found nothing");
      }
    } else if (need.secret() && !Secret.isReference(given)) {
      fields.refuse(
          need.name(), "wanted env:NAME or file:PATH, since it is a credential; found another");
    } else if (need.name().equals(Need.BASE) && !given.matches("https?://[^\\s?#]+[^\\s?#/]")) {
      fields.refuse(
          need.name(),
          "wanted an address like https://host/path, no slash at its end, found " + given);
    }
  }
}
