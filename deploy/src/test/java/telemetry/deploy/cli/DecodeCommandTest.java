package telemetry.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DecodeCommandTest {
  private static final String USAGE =
      """
      [{"type": "Usage", "duration": 30, "endTime": "2026-01-14T01:30:00Z", "quality": "estimated",
        "channelType": "feedIn", "channelIdentifier": "B1", "kwh": -1.25, "cost": 5, "perKwh": -4,
        "mood": "good"}]
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  private String file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, content);
    return file.toString();
  }

  private int run(String... args) {
    CommandLine commandLine = CommandLines.telemetry();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(args);
  }

  @Test
  void aBodyIsShownAsItsPoints() throws IOException {
    String file = file("usage.json", USAGE);

    assertThat(run("decode", "--vendor", "amber", file)).isEqualTo(ExitStatus.OK);

    assertThat(out)
        .hasToString(
            file
                + """
                : accepted, 1 poll, 3 values
                  amber.usage, measured at 2026-01-14T01:30:00Z, amounts since 2026-01-14T01:00:00Z
                    point      kind      unit   value  quality
                    B1/kwh     INTERVAL  kWh    -1.25  ESTIMATED
                    B1/cost    INTERVAL  c          5  ESTIMATED
                    B1/perKwh  GAUGE     c/kWh  -4     ESTIMATED
                  known to no decoder: [].mood
                """);
  }

  @Test
  void aBodyThatIsRejectedIsStatusOneAndTheOthersAreShown() throws IOException {
    String page = file("page.html", "<html><title>Log\u001bin</title></html>");
    String usage = file("usage.json", USAGE);

    assertThat(run("decode", "--vendor=amber", page, usage)).isEqualTo(ExitStatus.NOT_SO);

    assertThat(out.toString())
        .startsWith(
            page
                + """
                : rejected, MALFORMED_BODY
                  body: wanted a JSON array of intervals, found a web page with the title 'Log?in'
                """)
        .contains(usage + ": accepted");
  }

  @Test
  void programsGetOneObjectAFile() throws IOException {
    String file = file("usage.json", USAGE);
    String page = file("page.html", "<html>");

    assertThat(run("decode", "--vendor=amber", "--json", file, page)).isEqualTo(ExitStatus.NOT_SO);

    assertThat(out.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("\"outcome\":\"accepted\"", "\"unmapped\":[\"[].mood\"]")
                    .contains(
                        "{\"point\":\"B1/kwh\",\"kind\":\"INTERVAL\",\"unit\":\"kWh\","
                            + "\"value\":-1.25,\"quality\":\"ESTIMATED\"}"),
            line ->
                assertThat(line)
                    .contains("\"outcome\":\"rejected\",\"reason\":\"MALFORMED_BODY\"")
                    .contains("\"where\":\"body\"", "\"found\":\"a web page\""));
  }

  @Test
  void whatTheRunningPipelineWouldRefuseIsRefused() throws IOException {
    String file = file("usage.json", USAGE);

    assertThat(run("decode", "--vendor=amber", "--received=2026-01-14T01:10:00Z", file))
        .isEqualTo(ExitStatus.NOT_SO);

    assertThat(out.toString()).contains("rejected, FUTURE");
  }

  @Test
  void theRowsOfACsvAreShownByTheirLines() throws IOException {
    String csv = file("home.csv", "time,soc\n1767225660,5\n\n1767225720,six\n");
    String mapping =
        file(
            "home.yaml",
            """
            time: {column: time, unit: seconds}
            points:
              - {match: '.*', kind: GAUGE, unit: '%'}
            """);

    assertThat(run("decode", "--vendor=csv", "--mapping=" + mapping, csv)).isZero();

    assertThat(out.toString())
        .contains(csv + ":2: accepted", csv + ":4: accepted", "'six'", "2026-01-01T00:01:00Z");
  }

  @Test
  void everythingWrongWithTheLineIsNamedAtOnce() {
    assertThat(run("decode", "--vendor=ambre", "--received=soon", "nowhere.json"))
        .isEqualTo(ExitStatus.USAGE);

    assertThat(err.toString())
        .contains("--vendor: wanted one of [amber, csv, ", "found 'ambre'")
        .contains("--received: wanted an ISO 8601 instant", "found 'soon'")
        .contains("nowhere.json: wanted a file, found none");
    assertThat(out.toString()).isEmpty();
  }
}
