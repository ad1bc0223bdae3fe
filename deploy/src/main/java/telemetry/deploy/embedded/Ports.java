package telemetry.deploy.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of one data directory. One that was found before is taken again while it is free, so
 * that what people wrote down still holds after a restart.
 */
public final class Ports {
  private static final int MOST = 65_535;

  /**
   * Where free ones are looked for: below what operating systems give to outgoing connections
   * (Linux: 32768 and up, others: 49152 and up, by {@code ip_local_port_range} and RFC 6335). One
   * from there may be in a client's hands when a part that was stopped wants it again.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_767;
  private static final int TRIES = 1_000;

  private final Map<Part, Integer> ports;

  private Ports(Map<Part, Integer> ports) {
    this.ports = ports;
  }

  /**
   * Chooses a port for every part.
   *
   * @param directory where they are remembered
   * @param wanted the ports that somebody chose; 0 or none means any free one
   * @throws StackException naming every chosen port that is taken
   */
  public static Ports choose(DataDirectory directory, Map<Part, Integer> wanted) {
    Path file = directory.resolve("ports.properties");
    Properties remembered = Files.exists(file) ? PropertiesFile.read(file) : new Properties();
    var chosen = new EnumMap<Part, Integer>(Part.class);
    var taken = new ArrayList<String>();
    for (Part part : Part.values()) {
      int port = wanted.getOrDefault(part, 0);
      if (port != 0 && !free(port)) {
        taken.add(part.setting() + ": wanted port " + port + ", found it taken");
      }
      chosen.put(part, port);
    }
    if (!taken.isEmpty()) {
      throw new StackException(String.join("\n", taken));
    }
    chosen.replaceAll(
        (part, port) -> port != 0 ? port : former(remembered, part, chosen.containsValue(0)));
    fillWithFreeOnes(chosen);
    var keep = new Properties();
    chosen.forEach((part, port) -> keep.setProperty(part.setting(), Integer.toString(port)));
    PropertiesFile.write(file, keep, "The ports of this data directory");
    return new Ports(chosen);
  }

  /** What is wrong with chosen ports by themselves, whoever may have them. */
  public static List<String> problems(Map<Part, Integer> wanted) {
    var problems = new ArrayList<String>();
    var owners = new HashMap<Integer, Part>();
    new TreeMap<>(wanted)
        .forEach(
            (part, port) -> {
              if (port < 0 || port > MOST) {
                problems.add(
                    "--"
                        + part.setting()
                        + ": wanted a port from 0 to "
                        + MOST
                        + ", found "
                        + port);
              }
              Part owner = port == 0 ? null : owners.putIfAbsent(port, part);
              if (owner != null) {
                problems.add(
                    "--%s and --%s: wanted two ports, found %d for both"
                        .formatted(owner.setting(), part.setting(), port));
              }
            });
    return problems;
  }

  private static int former(Properties remembered, Part part, boolean ask) {
    String text = remembered.getProperty(part.setting(), "0");
    int port = ask && text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    return port != 0 && free(port) ? port : 0;
  }

  private static void fillWithFreeOnes(Map<Part, Integer> chosen) {
    for (Part part : Part.values()) {
      if (chosen.getOrDefault(part, 0) == 0) {
        chosen.put(part, freeBut(chosen.values()));
      }
    }
  }

  private static int freeBut(Collection<Integer> taken) {
    return ThreadLocalRandom.current()
        .ints(TRIES, LOWEST, HIGHEST + 1)
        .filter(port -> !taken.contains(port) && free(port))
        .findFirst()
        .orElseThrow(
            () ->
                new StackException(
                    "ports: wanted a free one on loopback from %d to %d, found none in %d tries"
                        .formatted(LOWEST, HIGHEST, TRIES)));
  }

  /** A port on loopback that is free now, and that no outgoing connection takes by chance. */
  public static int anyFree() {
    return freeBut(List.of());
  }

  private static boolean free(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The port of a part. */
  public int of(Part part) {
    return ports.getOrDefault(part, 0);
  }
}
