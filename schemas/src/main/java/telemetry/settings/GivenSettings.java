package telemetry.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was given, from a properties file, then the environment, then flags; the later wins. {@code
 * TELEMETRY_HTTP_PORT} is {@code http.port}.
 */
public final class GivenSettings {
  /** How the environment's names begin. */
  public static final String ENVIRONMENT = "TELEMETRY_";

  private static final String SECRET = "env:";

  private GivenSettings() {}

  /**
   * Brings them together. Names are not checked here but in {@link Settings#check}, which knows the
   * role; a name of the environment that is none of the known ones and goes to no client keeps its
   * own form, so that the refusal shows it as it was written.
   *
   * @param known the names that are declared, by whichever role
   * @param file the properties file, UTF-8, if there is one
   * @param environment the process's environment
   * @param flags name to text, from the command line
   * @throws BadSettings if the file cannot be read
   */
  public static Map<String, String> merge(
      Collection<String> known,
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> flags) {
    var merged = new TreeMap<String, String>();
    if (file != null) {
      merged.putAll(read(file));
    }
    var ours = new TreeMap<String, String>();
    environment.forEach(
        (name, text) -> {
          if (name.startsWith(ENVIRONMENT)) {
            ours.put(settingOf(name, known), text);
          }
        });
    merged.putAll(ours);
    merged.putAll(flags);
    withoutSecrets(merged);
    return merged;
  }

  private static String settingOf(String variable, Collection<String> known) {
    String rest = variable.substring(ENVIRONMENT.length());
    for (String name : known) {
      if (rest.equals(folded(name))) {
        return name;
      }
    }
    String dotted = rest.toLowerCase(Locale.ROOT).replace('_', '.');
    return Settings.passesThrough(dotted) ? dotted : variable;
  }

  /** How a setting is written in the environment, which has letters, digits and underscores. */
  private static String folded(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** A variable that a setting refers to as its secret is no setting itself. */
  private static void withoutSecrets(Map<String, String> merged) {
    for (String text : new ArrayList<>(merged.values())) {
      if (text.startsWith(SECRET)) {
        merged.remove(text.substring(SECRET.length()));
      }
    }
  }

  private static Map<String, String> read(Path file) {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadSettings(
          "telemetry", List.of(file + ": wanted a readable properties file in UTF-8, found " + e));
    }
    var result = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(n -> result.put(n, properties.getProperty(n).strip()));
    return result;
  }
}
