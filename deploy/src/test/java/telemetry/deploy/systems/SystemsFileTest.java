package telemetry.deploy.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import telemetry.model.ApiKeys;

class SystemsFileTest {
  @Test
  void twoKeysMayBeValidAtOnceAndAreKeptAsHashes() {
    var system =
        SystemsFile.read(
                """
                systems:
                  - id: 6
                    vendor: general
                    name: House by the river
                    timezone: Australia/Sydney
                    apiKeys: [the-old-key-of-it, the-new-key-of-it]
                """)
            .get(0);

    assertThat(system.apiKeyHashes())
        .containsExactly(ApiKeys.hash("the-old-key-of-it"), ApiKeys.hash("the-new-key-of-it"));
    assertThat(system.toString()).doesNotContain("the-old-key-of-it");
  }

  @Test
  void aVendorIsAskedWithReferences() {
    var system =
        SystemsFile.read(
                """
                systems:
                  - id: 7
                    vendor: amber
                    site: 01F5A5CRKMZ5BCX9P1S4V990AM
                    name: House on the hill
                    timezone: Australia/Sydney
                    access: {apiKey: env:AMBER_KEY}
                """)
            .get(0);

    assertThat(system.access()).isEqualTo(Map.of("apiKey", "env:AMBER_KEY"));
  }

  @Test
  void everythingWrongIsSaidAtOnceAndNoCredentialIs() {
    assertThatThrownBy(
            () ->
                SystemsFile.read(
                    """
                    systems:
                      - id: 7
                        vendor: amber
                        name: a
                        timezone: UTC
                        access: {apiKey: psk_this_is_secret, base: ftp://x, user: me}
                      - id: 8
                        vendor: amber
                        name: b
                        timezone: UTC
                        access: {base: 'https://api.example.com/v1'}
                      - id: 9
                        vendor: general
                        name: c
                        timezone: UTC
                        access: {apiKey: env:KEY}
                    """))
        .isInstanceOf(SystemsException.class)
        .hasMessageContaining("systems[0].access.apiKey: wanted env:NAME or file:PATH")
        .hasMessageContaining("systems[0].access.base: wanted an address")
        .hasMessageContaining("systems[0].access.user: no need of amber; known are [apiKey, base]")
        .hasMessageContaining("systems[1].access.apiKey: wanted the key from")
        .hasMessageContaining(
            "systems[1].site: wanted how amber names it, since it is asked for; found nothing")
        .hasMessageNotContaining("systems[2].site")
        .hasMessageContaining("systems[2].access: wanted none, since general is not asked")
        .hasMessageNotContaining("psk_this_is_secret");
  }

  /** YAML would read a site of 83, an active system and no keys. */
  @Test
  void whatYamlWouldTakeForSomethingElseIsRefused() {
    assertThatThrownBy(
            () ->
                SystemsFile.read(
                    """
                    system: []
                    systems:
                      - id: 7.5
                        vendor: selectronic
                        site: 0123
                        name: a
                        timezone: UTC
                        active: maybe
                        apiKeys: a-key-that-is-no-list
                        access: {email: 12345678901234567890, password: file:p}
                      - id: 8
                        vendor: general
                        name: 5
                        timezone: UTC
                        apiKeys: [12345678901234567890]
                    """))
        .isInstanceOf(SystemsException.class)
        .hasMessageContaining("  system: no field; known are [systems]")
        .hasMessageContaining("systems[0].id: wanted a number from 1, found '7.5'")
        .hasMessageContaining("systems[0].site: wanted a text: put it in quotes")
        .hasMessageContaining("systems[0].active: wanted true or false, found 'maybe'")
        .hasMessageContaining("systems[0].apiKeys: wanted a list")
        .hasMessageContaining("systems[0].access.email: wanted a text")
        .hasMessageContaining("systems[1].name: wanted a text")
        .hasMessageContaining("systems[1].apiKeys: wanted texts")
        .hasMessageNotContaining("a-key-that-is-no-list");
    assertThatThrownBy(() -> SystemsFile.read("systems:\n  - {id: 1, id: 2}\n"))
        .isInstanceOf(SystemsException.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> SystemsFile.read(""))
        .isInstanceOf(SystemsException.class)
        .hasMessageContaining("systems: wanted a list of at least one, found nothing");
  }
}
