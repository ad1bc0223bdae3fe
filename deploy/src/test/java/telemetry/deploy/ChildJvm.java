package telemetry.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How tests start a program in a process of its own: with the class path of this one, and made to
 * start fast, since most are over before a second compiler would pay.
 */
public final class ChildJvm {
  private ChildJvm() {}

  /** The command line that runs a main class. */
  public static List<String> command(Class<?> main, String... arguments) {
    var line =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    line.addAll(List.of(arguments));
    return line;
  }
}
