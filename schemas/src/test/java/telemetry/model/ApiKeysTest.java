package telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  @Test
  void isSha256() {
    assertThat(ApiKeys.hash("abc"))
        .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void anyOfTheDeclaredKeysMatches() {
    List<String> hashes = List.of(ApiKeys.hash("old"), ApiKeys.hash("new"));

    assertThat(ApiKeys.matches("old", hashes)).isTrue();
    assertThat(ApiKeys.matches("new", hashes)).isTrue();
    assertThat(ApiKeys.matches("other", hashes)).isFalse();
    assertThat(ApiKeys.matches(ApiKeys.hash("new"), hashes)).as("a hash is no key").isFalse();
    assertThat(ApiKeys.matches("new", List.of())).isFalse();
  }
}
