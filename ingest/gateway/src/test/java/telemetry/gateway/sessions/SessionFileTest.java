package telemetry.gateway.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.vendors.ask.Need;
import telemetry.vendors.ask.Session;

class SessionFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aSessionIsReplacedAndItsOwnerAloneMayReadIt() throws IOException {
    var file = new SessionFile(folder, "a");
    assertThat(file.read()).isEqualTo(Session.NONE);

    file.write(new Session(Map.of("refresh", "one")));
    file.write(new Session(Map.of("refresh", "two")));

    assertThat(file.read().values()).isEqualTo(Map.of("refresh", "two"));
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a.json"))))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("a.json"));
    }
  }

  @Test
  void oneThatOthersMayReadIsClosedToThem() throws IOException {
    var file = new SessionFile(folder, "a");
    file.write(new Session(Map.of("refresh", "one")));
    Path path = folder.resolve("a.json");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(file.read().values()).isEqualTo(Map.of("refresh", "one"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void aHalfWrittenOneOfAProcessThatWasKilledIsNoHindrance() throws IOException {
    Files.writeString(folder.resolve("a.json.new"), "{\"refr");
    var file = new SessionFile(folder, "a");

    file.write(new Session(Map.of("refresh", "two")));

    assertThat(file.read().values()).isEqualTo(Map.of("refresh", "two"));
  }

  @Test
  void whatIsNoSessionIsSaidWithoutShowingIt() throws IOException {
    Files.writeString(folder.resolve("a.json"), "secret rubbish");

    assertThatThrownBy(() -> new SessionFile(folder, "a").read())
        .hasMessageContaining("a.json")
        .hasMessageNotContaining("rubbish");
  }

  @Test
  void turnsAreTaken() throws IOException {
    var one = new SessionFile(folder.resolve("new"), "a");
    var other = new SessionFile(folder.resolve("new"), "a");

    try (var turn = one.tryTurn().orElseThrow()) {
      assertThat(turn).isNotNull();
      assertThat(other.tryTurn()).isEmpty();
      assertThat(new SessionFile(folder.resolve("new"), "b").tryTurn())
          .hasValueSatisfying(SessionFileTest::close);
    }
    assertThat(other.tryTurn()).hasValueSatisfying(SessionFileTest::close);
  }

  private static void close(SessionFile.Turn turn) {
    try {
      turn.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void credentialsAreReferencesOnly() {
    var needs = List.of(Need.base("http://standard"), Need.secret("key", "the key"));

    assertThat(References.resolve(needs, Map.of("key", "env:KEY"), Map.of("KEY", "psst")))
        .isEqualTo(Map.of("base", "http://standard", "key", "psst"));
    assertThatThrownBy(() -> References.resolve(needs, Map.of("key", "psst"), Map.of()))
        .hasMessageContaining("key: wanted env:NAME or file:PATH")
        .hasMessageNotContaining("psst");
    assertThatThrownBy(() -> References.resolve(needs, Map.of("key", "env:KEY"), Map.of()))
        .hasMessageContaining("KEY");
    assertThatThrownBy(() -> References.resolve(needs, Map.of(), Map.of()))
        .hasMessageContaining("the key");
  }
}
