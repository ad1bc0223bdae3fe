package telemetry.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.settings.BadSettings;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.RowTable;

class SinkSettingsTest {
  private static final Map<String, String> ENOUGH =
      Map.of(
          "jdbc.url", "jdbc:postgresql://localhost/telemetry",
          "kafka.bootstrap.servers", "localhost:9092",
          "schema.registry.url", "http://localhost:8081");

  @Test
  void addressesAreEnough() {
    SinkSettings settings = SinkSettings.of(ENOUGH, Map.of());

    assertThat(settings.batch()).isEqualTo(new Limits(20_000, 8 << 20, Duration.ofMillis(500)));
    assertThat(settings.migrate()).isTrue();
    assertThat(settings.kafka()).containsOnlyKeys("bootstrap.servers");
    assertThat(settings.registry()).containsOnlyKeys("schema.registry.url");
  }

  @Test
  void howLongTablesKeepTheirRowsIsSaidInDays() {
    var given = new HashMap<String, String>(ENOUGH);
    given.put("sink.keep.samples.days", "30");
    given.put("sink.keep.agg_5m.days", "0");
    given.put("sink.samples", "true");
    Keep keep = SinkSettings.of(given, Map.of()).keep();

    assertThat(keep.samples()).isTrue();
    assertThat(keep.of(RowTable.SAMPLES)).isEqualTo(30);
    assertThat(keep.of(RowTable.AGG_5M)).isZero();
    assertThat(keep.of(RowTable.AGG_1H)).isZero();
    given.put("sink.keep.samples.days", "6");
    assertThatThrownBy(() -> SinkSettings.of(given, Map.of()))
        .hasMessageContaining("sink.keep.samples.days")
        .hasMessageContaining("7 or more");
  }

  @Test
  void whoNeedsTheDatabaseAloneNeedsNoOtherAddress() {
    var url = Map.of("jdbc.url", "jdbc:postgresql://localhost/telemetry");

    assertThat(SinkSettings.database(url, Map.of()).user()).isEqualTo("postgres");
    assertThatThrownBy(() -> SinkSettings.database(Map.of(), Map.of()))
        .hasMessageContaining("jdbc.url")
        .hasMessageNotContaining("kafka");
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    var given =
        Map.of(
            "jdbc.url", "jdbc:postgresql://localhost/t",
            "sink.migrate", "perhaps",
            "sink.batch.rows", "0",
            "sink.colour", "red");

    assertThatThrownBy(() -> SinkSettings.of(given, Map.of()))
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining("sink.migrate")
        .hasMessageContaining("sink.batch.rows")
        .hasMessageContaining("sink.colour");
  }

  @Test
  void everyContradictionIsNamedAtOnce() {
    var given =
        Map.of(
            "jdbc.url", "jdbc:postgresql://localhost/t?password=hunter2",
            "kafka.auto.offset.reset", "latest");

    assertThatThrownBy(() -> SinkSettings.of(given, Map.of()))
        .hasMessageContaining("jdbc.url")
        .hasMessageContaining("kafka.auto.offset.reset")
        .hasMessageContaining("kafka.bootstrap.servers")
        .hasMessageContaining("schema.registry.url")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aRoleInTwoPlacesIsAContradiction() {
    var given = new HashMap<>(ENOUGH);
    given.put("jdbc.url", "jdbc:postgresql://localhost/t?user=one");
    assertThat(SinkSettings.of(given, Map.of()).database().url()).contains("user=one");
    given.put("jdbc.user", "two");

    assertThatThrownBy(() -> SinkSettings.of(given, Map.of()))
        .hasMessageContaining("jdbc.url and jdbc.user");
  }

  @Test
  void aPasswordIsWhereItsReferencePoints(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "from a file\n");

    assertThat(password("env:DB", Map.of("DB", "from the environment")))
        .isEqualTo("from the environment");
    assertThat(password("file:" + file, Map.of())).isEqualTo("from a file");
    assertThatThrownBy(() -> password("env:DB", Map.of()))
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining("DB");
    assertThatThrownBy(() -> password("file:" + directory.resolve("none"), Map.of()))
        .isInstanceOf(BadSettings.class);
  }

  private static String password(String reference, Map<String, String> environment) {
    var given = new HashMap<>(ENOUGH);
    given.put("jdbc.password", reference);
    return String.valueOf(SinkSettings.of(given, environment).database().password());
  }
}
