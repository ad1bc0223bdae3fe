package telemetry.gateway.sessions;

import java.util.Map;
import java.util.TreeMap;
import telemetry.settings.Secret;
import telemetry.vendors.ask.Need;

/** Turns what a declaration says of access into what a conversation needs. */
public final class References {
  private References() {}

  /**
   * A value for every need: as declared, by reference, or its standard. Read anew for each
   * conversation, so that a credential which was changed counts at once.
   *
   * @param environment name to value
   * @throws IllegalArgumentException if one leads nowhere; never holds a credential
   */
  public static Map<String, String> resolve(
      Iterable<Need> needs, Map<String, String> access, Map<String, String> environment) {
    var given = new TreeMap<String, String>();
    for (Need need : needs) {
      String said = access.get(need.name());
      if (said == null) {
        said = need.standard();
      } else if (need.secret()) {
        if (!Secret.isReference(said)) {
          throw new IllegalArgumentException(
              need.name() + ": wanted env:NAME or file:PATH, found a credential itself");
        }
        said = Secret.resolve(need.name(), said, environment);
      }
      if (said == null) {
        throw new IllegalArgumentException(
            need.name() + ": wanted " + need.text() + ", found none");
      }
      given.put(need.name(), said);
    }
    return given;
  }
}
