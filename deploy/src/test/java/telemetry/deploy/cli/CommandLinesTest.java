package telemetry.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLinesTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "demo --help",
        "up --help",
        "ingest --help",
        "ingest file --help",
        "streams --help",
        "sink --help",
        "status --help",
        "systems --help",
        "systems apply --help",
        "systems list --help",
        "topics --help",
        "topics apply --help",
        "topics list --help",
        "epoch --help",
        "epoch show --help",
        "epoch raise --help"
      })
  void everyHelpShowsAnExampleAndTheStatuses(String line) {
    assertThat(run(line.split(" "))).isZero();

    assertThat(out.toString()).contains("Exit statuses:", "what was asked is not so", "telemetry ");
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    assertThat(run("status", "--wait-idel")).isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString()).contains("--wait-idel", "--wait-idle");
  }

  @Test
  void noCommandIsAUsageErrorThatNamesThemAll() {
    assertThat(run()).isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString()).contains("Wanted a command", "demo", "epoch");
  }

  @Test
  void everyMissingEndpointIsNamedAtOnce() {
    assertThat(run("status")).isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString())
        .contains("--data-dir", "kafka.bootstrap.servers", "schema.registry.url", "jdbc.url");
  }

  @Test
  void aDataDirectoryWithoutAPipelineIsBrokenMachinery() {
    assertThat(run("status", "--data-dir", folder.toString())).isEqualTo(ExitStatus.BROKEN);

    assertThat(err.toString()).contains("endpoints.properties", "telemetry up --data-dir");
  }

  @Test
  void everyUnknownSettingOfARoleIsNamedAtOnce() {
    assertThat(run("sink", "--set", "sink.batch.row=1", "--set", "foo.bar=2"))
        .isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString()).contains("sink.batch.row", "foo.bar").doesNotContain("\tat ");
  }

  @Test
  void aTimeoutThatIsNoTimeIsAUsageError() {
    assertThat(run("status", "--timeout", "soon")).isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString()).contains("60s", "'soon'");
  }

  @Test
  void everyProblemOfAFileOfSystemsIsNamedAndNoKeyIsShown() throws IOException {
    Path file = folder.resolve("systems.yaml");
    Files.writeString(
        file,
        """
        systems:
          - {id: 0, vendor: nobody, name: A, timezone: Mars/Olympus}
          - {id: 2, vendor: fronius, timezone: UTC, apiKeys: [short-secret], colour: red}
        """);

    assertThat(
            run(
                "systems",
                "apply",
                file.toString(),
                "--set",
                "kafka.bootstrap.servers=127.0.0.1:1",
                "--set",
                "schema.registry.url=http://127.0.0.1:1"))
        .isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString())
        .contains("systems[0].id", "systems[0].vendor", "systems[0].timezone")
        .contains("systems[1].name", "systems[1].apiKeys", "systems[1].colour")
        .doesNotContain("short-secret");
  }

  private int run(String... args) {
    CommandLine commandLine = CommandLines.telemetry();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(args);
  }
}
