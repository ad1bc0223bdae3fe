package telemetry.deploy.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.TreeSet;

/** Properties on disk: whole or not at all, whoever reads at whatever moment. */
public final class PropertiesFile {
  private PropertiesFile() {}

  /**
   * Reads a file.
   *
   * @throws StackException if it cannot be read
   */
  public static Properties read(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new StackException(file + ": wanted a properties file, found " + e.getMessage(), e);
    }
  }

  /**
   * Replaces a file in one step. Values are written as they are, so that a shell reads the file as
   * well as Java does: no colon or equals sign of a URL is escaped.
   *
   * @throws StackException if it cannot be written
   */
  public static void write(Path file, Properties properties, String title) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      try (Writer writer = Files.newBufferedWriter(next)) {
        writer.write("# " + title + "\n");
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
          writer.write(name + "=" + plain(properties.getProperty(name)) + "\n");
        }
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StackException(file + ": wanted to write it, found " + e.getMessage(), e);
    }
  }

  /** Only a backslash and a line's end mean something within a value. */
  private static String plain(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
