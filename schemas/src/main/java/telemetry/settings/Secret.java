package telemetry.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A secret by reference, so that it stands in no settings file, command line or process list:
 * {@code env:NAME} is an environment variable, {@code file:/path} a file's content without the line
 * end at its end, anything else the secret itself.
 */
public final class Secret {
  private static final String ENV = "env:";
  private static final String FILE = "file:";

  private Secret() {}

  /** Whether a text refers to a secret, and is none itself. */
  public static boolean isReference(String text) {
    return text.startsWith(ENV) || text.startsWith(FILE);
  }

  /**
   * What a setting's text refers to in this process's environment.
   *
   * @param setting its name, for the error
   * @param text as it was given
   * @throws IllegalArgumentException if the reference leads nowhere; it never holds a secret
   */
  public static String resolve(String setting, String text) {
    return resolve(setting, text, System.getenv());
  }

  /**
   * What a setting's text refers to.
   *
   * @param setting its name, for the error
   * @param text as it was given
   * @param environment name to value
   * @throws IllegalArgumentException if the reference leads nowhere; it never holds a secret
   */
  public static String resolve(String setting, String text, Map<String, String> environment) {
    if (text.startsWith(ENV)) {
      String name = text.substring(ENV.length());
      String value = environment.get(name);
      if (value == null || value.isEmpty()) {
        throw new IllegalArgumentException(
            setting + ": wanted the environment variable " + name + ", found none");
      }
      return value;
    }
    return text.startsWith(FILE) ? read(setting, text.substring(FILE.length())) : text;
  }

  private static String read(String setting, String path) {
    String content;
    try {
      content = Files.readString(Path.of(path)).stripTrailing();
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          setting + ": wanted a readable text file, found " + path + ": " + e, e);
    }
    if (content.isEmpty()) {
      throw new IllegalArgumentException(setting + ": wanted a secret in " + path + ", found none");
    }
    return content;
  }
}
