package telemetry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
  @Test
  void byReferenceOrItself(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("secret"), "of the file\n");

    assertThat(Secret.resolve("s", "file:" + file)).isEqualTo("of the file");
    assertThat(Secret.resolve("s", "env:S", Map.of("S", "of the env"))).isEqualTo("of the env");
    assertThat(Secret.resolve("s", "itself")).isEqualTo("itself");
  }

  @Test
  void aReferenceThatLeadsNowhere(@TempDir Path dir) throws IOException {
    Path empty = Files.writeString(dir.resolve("empty"), "\n");

    assertThatThrownBy(() -> Secret.resolve("db.password", "env:S", Map.of()))
        .hasMessage("db.password: wanted the environment variable S, found none");
    assertThatThrownBy(() -> Secret.resolve("db.password", "file:" + dir.resolve("none")))
        .hasMessageContaining("db.password: wanted a readable text file");
    assertThatThrownBy(() -> Secret.resolve("db.password", "file:" + empty))
        .hasMessageContaining("wanted a secret in");
  }
}
