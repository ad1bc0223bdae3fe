package telemetry.deploy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  private static final Path OUTGOING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  @TempDir private Path folder = Path.of("");

  /** Else a client may hold the port of a part that was stopped, when it wants it again. */
  @Test
  void noPartHasAPortThatAnOutgoingConnectionMayTake() throws IOException {
    assumeThat(OUTGOING).exists();
    int first = Integer.parseInt(Files.readAllLines(OUTGOING).get(0).split("\\s+")[0]);
    try (var directory = DataDirectory.take(folder.resolve("data"))) {
      Ports ports = Ports.choose(directory, Map.of());
      assertThat(Arrays.stream(Part.values()).map(ports::of))
          .doesNotHaveDuplicates()
          .allSatisfy(port -> assertThat(port).isBetween(1024, first - 1));
    }
  }

  @Test
  void aPortThatWasFoundIsTakenAgain() {
    try (var directory = DataDirectory.take(folder.resolve("data"))) {
      int found = Ports.choose(directory, Map.of()).of(Part.KAFKA);
      assertThat(Ports.choose(directory, Map.of()).of(Part.KAFKA)).isEqualTo(found);
    }
  }

  @Test
  void aChosenOneThatIsTakenIsNamed() throws IOException {
    try (var directory = DataDirectory.take(folder.resolve("data"));
        var socket = new ServerSocket(Ports.anyFree(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.choose(directory, Map.of(Part.KAFKA, socket.getLocalPort())))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("wanted port " + socket.getLocalPort());
    }
  }
}
