package telemetry.deploy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.avro.Codecs;
import telemetry.control.EpochException;
import telemetry.deploy.ChildJvm;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.topics.TopicsException;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;

final class EmbeddedStackIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatItHoldsIsThereAgainAfterARestart() throws Exception {
    Path place = folder.resolve("data with spaces");
    String kafka;
    try (var directory = DataDirectory.take(place);
        var stack = EmbeddedStack.start(directory, Map.of())) {
      kafka = stack.kafka().bootstrapServers();
      try (Cluster cluster = connect(stack)) {
        assertThat(cluster.topics(4, (short) 1).apply()).hasSize(Topics.all().size());
      }
      sql(stack, "CREATE TABLE kept AS SELECT 7 AS seven");
      assertThatThrownBy(() -> DataDirectory.take(place))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    }

    try (var directory = DataDirectory.take(place);
        var stack = EmbeddedStack.start(directory, Map.of())) {
      assertThat(stack.kafka().bootstrapServers()).isEqualTo(kafka);
      assertThat(subjects(stack)).contains("telemetry.raw-value", "telemetry.agg-5m-value");
      sql(stack, "SELECT seven FROM kept");
      topicsAndEpochAreGuarded(stack);
    }
  }

  private static void topicsAndEpochAreGuarded(EmbeddedStack stack) throws Exception {
    try (Cluster cluster = connect(stack)) {
      assertThat(cluster.topics(4, (short) 1).apply()).isEmpty();
      assertThat(cluster.epoch().check().epoch()).isEqualTo(1);
      assertThatThrownBy(() -> cluster.topics(6, (short) 1).apply())
          .isInstanceOf(TopicsException.class)
          .hasMessageContaining("telemetry.raw partitions: wanted 6, found 4")
          .hasMessageContaining("telemetry.late partitions: wanted 6, found 4");

      cluster.admin().deleteTopics(List.of(Topics.READINGS.name())).all().get();
      assertThatThrownBy(() -> cluster.topics(4, (short) 1).apply())
          .isInstanceOf(EpochException.class)
          .hasMessageContaining("telemetry.readings topic id")
          .hasMessageContaining("telemetry epoch raise --reason");
      assertThat(cluster.epoch().raise("the test made it anew", it -> it).epoch()).isEqualTo(2);
      assertThat(cluster.topics(4, (short) 1).apply()).isEmpty();
    }
  }

  @Test
  void aKilledOneStartsAgainAndAStoppedOneLeavesNoProcess() throws Exception {
    Path place = folder.resolve("killed");
    Child cut = child(place);
    Process killed = cut.process();
    List<ProcessHandle> left = killed.descendants().toList();
    assertThat(left).isNotEmpty();

    // As a power cut right after an id was given: what the log tells by it must keep its meaning.
    int id = cut.registry().idOf("cut", Codecs.RAW.schema());
    left.forEach(ProcessHandle::destroyForcibly);
    killed.destroyForcibly().waitFor();
    Child after = child(place);
    Process stopped = after.process();
    assertThat(after.registry().schemaOf(id)).isEqualTo(Codecs.RAW.schema());

    List<ProcessHandle> ended = stopped.descendants().toList();
    assertThat(ended).isNotEmpty();
    stopped.destroy();
    assertThat(stopped.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(stopped.exitValue()).isEqualTo(128 + 15);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(left).noneMatch(EmbeddedStackIT::runs);
              assertThat(ended).noneMatch(EmbeddedStackIT::runs);
            });
  }

  /** Where nobody reaps the orphans of a killed process, they stay as ids without a program. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private record Child(Process process, SchemaRegistry registry) {}

  private static Child child(Path place) throws IOException {
    Process process =
        new ProcessBuilder(ChildJvm.command(StackChild.class, place.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("READY")) {
      line = out.readLine();
    }
    assertThat(line).as("the child's last words").isNotNull();
    return new Child(
        process,
        SchemaRegistries.connect(Map.of("schema.registry.url", line.substring("READY ".length()))));
  }

  private static Cluster connect(EmbeddedStack stack) {
    return Cluster.connect(
        Map.of(
            "kafka.bootstrap.servers",
            stack.kafka().bootstrapServers(),
            "schema.registry.url",
            stack.registry().url()),
        Clock.systemUTC());
  }

  private static void sql(EmbeddedStack stack, String text) throws Exception {
    try (var connection = DriverManager.getConnection(stack.database().ownerJdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static String subjects(EmbeddedStack stack) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(stack.registry().url() + "/subjects")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
