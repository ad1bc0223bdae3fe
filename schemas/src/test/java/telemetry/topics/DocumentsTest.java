package telemetry.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import telemetry.model.EventType;
import telemetry.model.Guard;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.RejectReason;
import telemetry.model.Status;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/** The two contracts say what the code does. */
class DocumentsTest {
  @Test
  void everyReasonIsExplainedToGateways() throws IOException {
    assertThat(firstCells("GATEWAYS.md", "[A-Z_]+"))
        .containsExactlyElementsOf(names(RejectReason.values()));
  }

  @Test
  void everyTopicIsExplainedToConsumers() throws IOException {
    assertThat(firstCells("CONSUMERS.md", "telemetry\\.[a-z0-9-]+"))
        .containsExactlyInAnyOrderElementsOf(Topics.all().stream().map(Topic::name).toList());
  }

  @Test
  void everyStatusAndKindIsExplainedToConsumers() throws IOException {
    assertThat(firstCells("CONSUMERS.md", "[A-Z]+"))
        .startsWith(names(Status.values()).toArray(String[]::new))
        .endsWith(names(Kind.values()).get(Kind.values().length - 1))
        .containsAll(names(Kind.values()))
        .hasSize(Status.values().length + Kind.values().length);
  }

  @Test
  void everyEventIsExplainedToConsumers() throws IOException {
    assertThat(Files.readString(Path.of("CONSUMERS.md")))
        .contains(
            Arrays.stream(EventType.values())
                .filter(type -> type != EventType.OTHER)
                .map(type -> "`" + type + "`")
                .toList());
  }

  @Test
  void theLimitsAreThoseOfTheCode() throws IOException {
    assertThat(Files.readString(Path.of("GATEWAYS.md")))
        .contains("| points in a poll | " + SystemReading.MAX_POINTS + " |")
        .contains("| a point's path, a source | " + PointKey.MAX_PATH + " characters")
        .contains("| a unit | " + PointValue.MAX_UNIT + " characters |")
        .contains("| a text value | " + Value.MAX_TEXT + " characters |")
        .contains("| ahead of the broker's clock | " + Guard.AHEAD.toMinutes() + " minutes |");
    assertThat(Files.readString(Path.of("CONSUMERS.md")))
        .contains("| " + Topics.RETENTION_DAYS + " days |");
  }

  @Test
  void theTopicsThatGatewaysMaySendTo() throws IOException {
    assertThat(firstCells("GATEWAYS.md", "telemetry\\.[a-z0-9-]+"))
        .containsExactly(Topics.RAW.name(), Topics.READINGS.name());
  }

  /** What stands as code in the first cell of a table's rows. */
  private static List<String> firstCells(String document, String form) throws IOException {
    return Pattern.compile("^\\| `(" + form + ")` \\|", Pattern.MULTILINE)
        .matcher(Files.readString(Path.of(document)))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
