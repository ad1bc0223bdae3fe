package telemetry.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "ingest backfill --help",
        "streams --help",
        "sink --help",
        "sink migrate --help",
        "sink reset --help",
        "status --help",
        "verify --help",
        "partitions --help",
        "partitions list --help",
        "partitions maintain --help",
        "replay --help",
        "replay plan --help",
        "replay run --help",
        "replay status --help",
        "replay list --help",
        "replay resume --help",
        "replay cancel --help",
        "replay undo --help",
        "import --help",
        "amend --help",
        "void --help",
        "points --help",
        "points merge --help",
        "points redefine --help",
        "gaps --help",
        "gaps list --help",
        "gaps fetch --help",
        "gaps accept --help",
        "rejected --help",
        "rejected list --help",
        "rejected show --help",
        "rejected redrive --help",
        "systems --help",
        "systems apply --help",
        "systems list --help",
        "systems disable --help",
        "topics --help",
        "topics apply --help",
        "topics list --help",
        "bench --help",
        "bench w1 --help",
        "bench latency --help",
        "bench late --help",
        "bench restore --help",
        "bench growth --help",
        "epoch --help",
        "epoch show --help",
        "epoch raise --help",
        "decode --help"
      })
  void everyHelpShowsAnExampleAndTheStatuses(String line) {
    assertThat(run(line.split(" "))).isZero();

    assertThat(out.toString()).contains("Exit statuses:", "what was asked is not so", "telemetry ");
  }

  @ParameterizedTest
  @CsvSource({
    "ingest, 'http.port=8080  [0,...,65535]', The most messages that are taken and not",
    "streams, 'streams.settle.ms=600000', How often the rows of late readings are told",
    "sink, 'sink.writers=2  [1,...,64]', The most records in one transaction.",
    "replay, 'replay.live.lateness.ms=5000', The most rows that a replay sends in a second"
  })
  void theHelpOfARoleSaysItsSettings(String role, String setting, String text) {
    assertThat(run(role, "--help")).isZero();

    assertThat(out.toString()).contains("Settings, with what they are by default", setting, text);
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 120);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://home/db?user=u&password=short-secret",
        "jdbc:postgresql://u:short-secret@home/db",
        "jdbc:other:short-secret",
        "env:NOBODY_SET_THIS"
      })
  void aPasswordOnTheCommandLineIsRefusedAndNotRepeated(String url) {
    assertThat(run("import", "--map=1=selectronic", "--jdbc=" + url)).isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString()).contains("--jdbc: wanted").doesNotContain("short-secret");
  }

  @Test
  void aNameAloneSaysItsVerbs() {
    assertThat(run("topics")).isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString()).contains("Wanted apply or list");
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
  void everythingWrongWithTheSettingsOfTheGatewayIsNamedAtOnce() {
    String keystore = folder.resolve("none.p12").toString();

    assertThat(
            run(
                "ingest",
                "--set=http.prot=1",
                "--set=http.threads=many",
                "--set=ops.port=-1",
                "--set=http.tls.keystore.path=" + keystore))
        .isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString())
        .contains("http.prot: no setting", "http.threads: ", "many", "ops.port: ")
        .contains("http.tls.keystore.path and http.tls.keystore.password.file", keystore)
        .contains("kafka.bootstrap.servers", "schema.registry.url");
    isOneMessage();
  }

  @Test
  void everythingWrongWithTheSettingsOfStreamsIsNamedAtOnce() {
    assertThat(
            run(
                "streams",
                "--set=streams.treads=1",
                "--set=streams.store=paper",
                "--set=streams.settle.ms=86400000",
                "--set=streams.reach.hours=1",
                "--set=kafka.processing.guarantee=at_least_once"))
        .isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString())
        .contains("streams.treads: no setting", "streams.store: ", "processing.guarantee")
        .contains("streams.settle.ms: wanted less than streams.reach.hours")
        .contains("kafka.bootstrap.servers", "schema.registry.url");
    isOneMessage();
  }

  @Test
  void everythingWrongWithTheSettingsOfTheSinkIsNamedAtOnce() {
    assertThat(
            run(
                "sink",
                "--set=sink.batch.row=1",
                "--set=foo.bar=2",
                "--set=sink.batch.rows=0",
                "--set=kafka.auto.offset.reset=latest",
                "--set=jdbc.url=jdbc:postgresql://db/t?user=a",
                "--set=jdbc.user=b",
                "--set=jdbc.password=env:NOBODY_SET_THIS"))
        .isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString())
        .contains("sink.batch.row: no setting", "foo.bar: no setting", "sink.batch.rows: ")
        .contains("jdbc.url", "kafka.bootstrap.servers", "schema.registry.url")
        .contains("kafka.auto.offset.reset", "NOBODY_SET_THIS")
        .contains("jdbc.url and jdbc.user: wanted the role in one of them");
    isOneMessage();
  }

  @Test
  void aWholePipelineIsRefusedBeforeAnythingIsStarted() {
    Path data = folder.resolve("data");

    assertThat(
            run(
                "up",
                "--data-dir=" + data,
                "--set=jdbc.url=jdbc:postgresql://elsewhere/t",
                "--set=http.port=1",
                "--set=foo.bar=2",
                "--set=streams.store=paper",
                "--set=streams.settle.ms=86400000",
                "--set=streams.reach.hours=1",
                "--kafka-port=70000",
                "--http-port=9999",
                "--ops-port=9999"))
        .isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString())
        .contains("jdbc.url: ", "http.port: ", "--http-port", "foo.bar: ", "streams.store: ")
        .contains("streams.settle.ms: wanted less than streams.reach.hours")
        .contains("--kafka-port: wanted a port from 0 to 65535, found 70000")
        .contains("--http-port and --ops-port: wanted two ports, found 9999 for both");
    isOneMessage();
    assertThat(data.resolve("lock")).doesNotExist();
  }

  @Test
  void aTimeoutThatIsNoTimeIsAUsageError() {
    assertThat(run("status", "--timeout", "soon")).isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString()).contains("60s", "'soon'");
  }

  @Test
  void anInstantThatIsNoneIsAUsageError() {
    assertThat(run("ingest", "backfill", "--system=7", "--from=yesterday", "--to=today"))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString())
        .contains("wanted an instant like 2026-01-31T04:05:06Z, found 'yesterday'")
        .doesNotContain("java.time");
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

  /** One head, then a line a problem, each named once. */
  private void isOneMessage() {
    List<String> lines = err.toString().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "telemetry: telemetry cannot start, %d settings are wrong:"
                .formatted(lines.size() - 1));
    assertThat(lines.subList(1, lines.size()))
        .doesNotHaveDuplicates()
        .allSatisfy(line -> assertThat(line).matches("  [-a-z].*: .*"));
  }

  private int run(String... args) {
    CommandLine commandLine = CommandLines.telemetry(args);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(args);
  }
}
