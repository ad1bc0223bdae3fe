package telemetry.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Where a secret is, never the secret itself: {@code env:NAME} names an environment variable,
 * {@code file:/path} a file whose one line it is. So a settings file may be shown to anybody.
 */
final class SecretReference {
  /** Refuses a secret written out, without repeating it. */
  static final ConfigDef.Validator VALIDATOR =
      new ConfigDef.Validator() {
        @Override
        public void ensureValid(String name, Object value) {
          if (value instanceof Password given && !isReference(given.value())) {
            throw new ConfigException(
                name + ": wanted env:NAME or file:/path, found something else (not shown)");
          }
        }

        @Override
        public String toString() {
          return "env:NAME or file:/path";
        }
      };

  private static final String ENV = "env:";
  private static final String FILE = "file:";

  private SecretReference() {}

  private static boolean isReference(String text) {
    return text.startsWith(ENV) || text.startsWith(FILE);
  }

  /**
   * The secret.
   *
   * @param name of the setting, for the message
   * @param reference as the validator lets it through
   * @throws ConfigException if there is nothing where it points
   */
  static String resolve(String name, String reference, Map<String, String> environment) {
    if (reference.startsWith(ENV)) {
      String variable = reference.substring(ENV.length());
      String secret = environment.get(variable);
      if (secret == null) {
        throw new ConfigException(
            name + ": wanted the environment variable " + variable + ", found none");
      }
      return secret;
    }
    String file = reference.substring(FILE.length());
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | InvalidPathException e) {
      var wrong = new ConfigException(name + ": wanted a file to read at " + file + ", found none");
      wrong.initCause(e);
      throw wrong;
    }
  }
}
