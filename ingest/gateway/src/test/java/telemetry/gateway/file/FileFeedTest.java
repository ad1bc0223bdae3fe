package telemetry.gateway.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.gateway.FakeSink;
import telemetry.model.RawReading;
import telemetry.vendors.csv.CsvFormat;
import telemetry.vendors.csv.Mapping;

class FileFeedTest {
  private static final String CSV = "timestamp,P_PV\r\n1,10\r\n\r\n2,\"20\n3,30";

  private final Path folder;
  private final FakeSink sink = new FakeSink();

  FileFeedTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  private String file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private Mapping mapping() throws IOException {
    return MappingFile.read(
        Path.of(
            file(
                "mapping.yaml",
                """
                time: {column: timestamp, unit: seconds}
                points:
                  - {match: "P_.*", kind: GAUGE, unit: W}
                """)));
  }

  private FeedSummary feed(FeedRequest request) throws InterruptedException {
    return feed(request, InputStream.nullInputStream());
  }

  private FeedSummary feed(FeedRequest request, InputStream standardInput)
      throws InterruptedException {
    return new FileFeed(sink, Clock.systemUTC(), standardInput, FeedProgress.Listener.NONE)
        .feed(request);
  }

  private List<String> bodies() {
    return sink.readings().stream()
        .map(reading -> new String(reading.body(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void eachRowGoesWithItsHeaderAsRecordedEvenOneThatMakesNoSense() throws Exception {
    var summary = feed(FeedRequest.csv(6, mapping(), List.of(file("a.csv", CSV))));

    assertThat(bodies())
        .containsExactly(
            "timestamp,P_PV\r\n1,10\r", "timestamp,P_PV\r\n2,\"20", "timestamp,P_PV\r\n3,30");
    assertThat(sink.readings())
        .extracting(RawReading::contentType)
        .containsOnly(CsvFormat.contentType(mapping()));
    assertThat(summary.records()).isEqualTo(3);
    assertThat(summary.blankLines()).isEqualTo(1);
    assertThat(summary.lastOffsets()).containsExactlyEntriesOf(Map.of(2, 2L));
    assertThat(summary.complete()).isTrue();
  }

  @Test
  void plainAndGzipAndStandardInputAreTheSame() throws Exception {
    var standardInput = new ByteArrayInputStream(gzip(CSV));
    var files = List.of(file("a.csv", CSV), file("b.csv", gzip(CSV)), "-");

    feed(FeedRequest.csv(6, mapping(), files), standardInput);

    assertThat(bodies()).hasSize(9);
    assertThat(bodies().subList(0, 3))
        .isEqualTo(bodies().subList(3, 6))
        .isEqualTo(bodies().subList(6, 9));
  }

  @Test
  void vendorBodiesGoWithoutTheirKeys() throws Exception {
    String lines = "{\"apiKey\":\"secret\",\"a\":1}\n\n{\"apiKey\":\"secret\",\"tim";

    var summary = feed(FeedRequest.bodies(6, "fronius", List.of(file("a.ndjson", lines))));

    assertThat(bodies()).containsExactly("{\"apiKey\":\"\",\"a\":1}", "{\"apiKey\":\"\",\"tim");
    assertThat(summary.records()).isEqualTo(2);
  }

  @Test
  void everythingThatIsWrongIsSaidBeforeAnythingIsSent() throws Exception {
    String good = file("good.csv", CSV);
    String other = file("other.csv", "timestamp,P_PV,humidity,wind\n1,2,3,4\n");
    String empty = file("empty.csv", "");

    assertThatThrownBy(
            () -> feed(FeedRequest.csv(6, mapping(), List.of(good, other, empty, "/no/file"))))
        .isInstanceOfSatisfying(
            FeedProblems.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        other + ": wanted a rule for every column, found none for 'humidity'",
                        other + ": wanted a rule for every column, found none for 'wind'",
                        empty + ": header: wanted the time column 'timestamp', found none",
                        empty
                            + ": header: wanted at least one column that a rule makes a point,"
                            + " found none",
                        "/no/file: wanted a file that can be read, found none"));
    assertThat(sink.readings()).isEmpty();
  }

  @Test
  void aLineThatIsTooLongEndsTheFeedWhereItStands() throws Exception {
    String path = file("a.csv", "timestamp,P_PV\n1,10\n2," + "9".repeat(1_000_000) + "\n3,30\n");

    var summary = feed(FeedRequest.csv(6, mapping(), List.of(path)));

    assertThat(summary.complete()).isFalse();
    assertThat(summary.records()).isEqualTo(1);
    assertThat(summary.problem().orElseThrow())
        .isEqualTo(path + ":3: wanted a line of at most 999985 bytes, found a longer one");
  }

  @Test
  void aFileThatEndsInItsMiddleIsToldOf() throws Exception {
    byte[] whole = gzip("timestamp,P_PV\n" + "1,10\n".repeat(50_000));
    String path = file("cut.csv.gz", Arrays.copyOf(whole, whole.length - 20));

    var summary = feed(FeedRequest.csv(6, mapping(), List.of(path)));

    assertThat(summary.problem().orElseThrow()).startsWith(path + ":");
    assertThat(summary.records()).isEqualTo(sink.readings().size());
  }

  @Test
  void aLogThatGoesAwayEndsTheFeed() throws Exception {
    sink.awayAfter(2);

    var summary = feed(FeedRequest.csv(6, mapping(), List.of(file("a.csv", CSV))));

    assertThat(summary.records()).isEqualTo(2);
    assertThat(summary.problem().orElseThrow()).contains("does not acknowledge");
  }

  @Test
  void aMappingGoesWithCsvAndOnlyWithCsv() {
    assertThatThrownBy(() -> FeedRequest.bodies(6, "csv", List.of("-")))
        .isInstanceOf(FeedProblems.class);
    assertThatThrownBy(() -> new FeedRequest(6, "fronius", mapping(), List.of("-")))
        .isInstanceOf(FeedProblems.class);
  }
}
