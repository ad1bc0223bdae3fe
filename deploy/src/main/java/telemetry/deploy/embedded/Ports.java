package telemetry.deploy.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The ports of one data directory. One that was found before is taken again while it is free, so
 * that what people wrote down still holds after a restart.
 */
public final class Ports {
  private static final int MOST = 65_535;

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

  /** All sockets stay open until every part has its own, so that no two get the same. */
  private static void fillWithFreeOnes(Map<Part, Integer> chosen) {
    var open = new ArrayList<ServerSocket>();
    try {
      for (Part part : Part.values()) {
        while (chosen.getOrDefault(part, 0) == 0) {
          var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          open.add(socket);
          if (!chosen.containsValue(socket.getLocalPort())) {
            chosen.put(part, socket.getLocalPort());
          }
        }
      }
      for (ServerSocket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new StackException("ports: wanted a free one on loopback, found none", e);
    }
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
