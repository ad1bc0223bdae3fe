package telemetry.registry;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;
import telemetry.settings.BadSettings;
import telemetry.settings.Secret;

/** The registry client's settings: Confluent's names, each also under {@code schema.registry.}. */
final class RegistrySettings extends AbstractConfig {
  static final String URLS = "schema.registry.url";
  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String USE_LATEST = "use.latest.version";
  static final String BASIC_SOURCE = "basic.auth.credentials.source";
  static final String BASIC_USER = "basic.auth.user.info";
  static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  static final String BEARER_TOKEN = "bearer.auth.token";
  static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
  static final String READ_TIMEOUT = "http.read.timeout.ms";
  static final String MAX_RETRIES = "max.retries";
  static final String RETRY_WAIT = "retries.wait.ms";
  static final String RETRY_MAX_WAIT = "retries.max.wait.ms";

  private static final String PREFIX = "schema.registry.";
  private static final String SSL = "ssl.";
  private static final String ENDPOINT = "ssl.endpoint.identification.algorithm";

  private static final ConfigDef DECLARED =
      new ConfigDef()
          .define(URLS, Type.LIST, HIGH, "Where it is; several, with commas, are tried in turn.")
          .define(AUTO_REGISTER, Type.BOOLEAN, true, HIGH, "Whether writers register schemas.")
          .define(USE_LATEST, Type.BOOLEAN, false, LOW, "Write by the subject's latest schema.")
          .define(
              BASIC_SOURCE, Type.STRING, "URL", in("URL", "USER_INFO"), MEDIUM, "Where user is.")
          .define(BASIC_USER, Type.PASSWORD, "", MEDIUM, "user:password, or a reference to it.")
          .define(BEARER_SOURCE, Type.STRING, "", in("", "STATIC_TOKEN"), MEDIUM, "Of the token.")
          .define(BEARER_TOKEN, Type.PASSWORD, "", MEDIUM, "The token, or a reference to it.")
          .define(CONNECT_TIMEOUT, Type.INT, 10_000, atLeast(1), LOW, "To connect, in ms.")
          .define(READ_TIMEOUT, Type.INT, 30_000, atLeast(1), LOW, "To a whole answer, in ms.")
          .define(MAX_RETRIES, Type.INT, 3, atLeast(0), LOW, "After the first call has failed.")
          .define(RETRY_WAIT, Type.INT, 1_000, atLeast(0), LOW, "Before the first retry, in ms.")
          .define(RETRY_MAX_WAIT, Type.INT, 20_000, atLeast(0), LOW, "Before any retry, in ms.")
          .withClientSslSupport();

  private final List<URI> urls;

  private RegistrySettings(Map<String, String> given, List<URI> urls) {
    super(DECLARED, given, false);
    this.urls = urls;
  }

  /**
   * Reads what was given.
   *
   * @throws BadSettings naming every unknown, wrong or contradictory setting
   */
  static RegistrySettings of(Map<String, String> given) {
    var problems = new ArrayList<String>();
    Map<String, String> named = named(given, problems);
    DECLARED
        .validate(named)
        .forEach(
            value ->
                value.errorMessages().stream()
                    .limit(1)
                    .forEach(e -> problems.add(value.name() + ": " + e)));
    List<URI> urls = RegistryUrls.parse(named.getOrDefault(URLS, ""), problems);
    contradictions(named, problems);
    if (!problems.isEmpty()) {
      throw new BadSettings("schema registry client", problems);
    }
    return new RegistrySettings(named, urls);
  }

  /** Where the registry is, in the order to try. */
  List<URI> urls() {
    return urls;
  }

  /** The text of a secret. */
  String secret(String name) {
    return getPassword(name).value();
  }

  /** Whether anything was said of TLS. */
  boolean ssl() {
    return originals().keySet().stream().anyMatch(name -> name.startsWith(SSL));
  }

  private static Map<String, String> named(Map<String, String> given, List<String> problems) {
    var named = new TreeMap<String, String>();
    given.forEach(
        (full, text) -> {
          boolean bare = full.equals(URLS) || !full.startsWith(PREFIX);
          String name = bare ? full : full.substring(PREFIX.length());
          ConfigDef.ConfigKey key = DECLARED.configKeys().get(name);
          // Without the prefix, ssl.* would be the broker's.
          if (key == null || (bare && name.startsWith(SSL))) {
            problems.add(full + ": no setting of the schema registry client");
          } else {
            named.put(name, key.type == Type.PASSWORD ? secret(full, text, problems) : text);
          }
        });
    return named;
  }

  private static String secret(String name, String text, List<String> problems) {
    try {
      return Secret.resolve(name, text);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
      return Password.HIDDEN;
    }
  }

  private static void contradictions(Map<String, String> named, List<String> problems) {
    boolean userInfo = "USER_INFO".equals(named.get(BASIC_SOURCE));
    boolean token = "STATIC_TOKEN".equals(named.get(BEARER_SOURCE));
    pair(
        userInfo, BASIC_SOURCE + "=USER_INFO", named.containsKey(BASIC_USER), BASIC_USER, problems);
    pair(
        token,
        BEARER_SOURCE + "=STATIC_TOKEN",
        named.containsKey(BEARER_TOKEN),
        BEARER_TOKEN,
        problems);
    if (userInfo && !named.getOrDefault(BASIC_USER, ":").contains(":")) {
      problems.add(BASIC_USER + ": wanted user:password, found no colon");
    }
    if (token && named.getOrDefault(BEARER_TOKEN, "").chars().anyMatch(c -> c <= ' ' || c > '~')) {
      problems.add(BEARER_TOKEN + ": wanted a token without spaces or control characters");
    }
    if (userInfo && token) {
      problems.add(BASIC_SOURCE + ", " + BEARER_SOURCE + ": wanted one of them, found both");
    }
    if (Boolean.parseBoolean(named.get(USE_LATEST))
        && !"false".equalsIgnoreCase(named.getOrDefault(AUTO_REGISTER, "true"))) {
      problems.add(USE_LATEST + ": wanted with " + AUTO_REGISTER + "=false, found true");
    }
    if (!"https".equals(named.getOrDefault(ENDPOINT, "https"))) {
      problems.add(PREFIX + ENDPOINT + ": wanted https, since the name is always checked");
    }
  }

  private static void pair(
      boolean chosen, String choice, boolean given, String secret, List<String> problems) {
    if (chosen != given) {
      problems.add(
          chosen
              ? choice + ": wanted " + secret + " with it, found none"
              : secret + ": wanted " + choice + " with it, found none");
    }
  }
}
