package telemetry.gateway.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static FeedProgress at(long seconds, long bytes, OptionalLong total) {
    return new FeedProgress("a.csv", bytes, total, 1000 * seconds, Duration.ofSeconds(seconds));
  }

  private String shown() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private ProgressBar bar(boolean live) {
    return new ProgressBar(new PrintStream(out, true, StandardCharsets.UTF_8), live);
  }

  @Test
  void aLineTellsShareRecordsRateAndTimeLeft() {
    assertThat(ProgressBar.line(at(60, 1 << 20, OptionalLong.of(4 << 20))))
        .isEqualTo(
            "[######..................]  25 %  60,000 records  1,000/s  3 min 0 s left  a.csv");
  }

  @Test
  void standardInputHasNoEndToTell() {
    assertThat(ProgressBar.line(at(2, 1 << 20, OptionalLong.empty())))
        .isEqualTo("1024 KiB  2,000 records  1,000/s  a.csv");
  }

  @Test
  void offATerminalItIsAPlainLineEveryFewSeconds() {
    ProgressBar bar = bar(false);
    for (int second = 1; second <= 10; second++) {
      bar.at(at(second, second, OptionalLong.of(10)));
    }
    bar.done();

    assertThat(shown().lines()).hasSize(2);
    assertThat(shown()).doesNotContain("\r", "\u001b");
  }

  @Test
  void onATerminalItWritesOverItself() {
    ProgressBar bar = bar(true);
    bar.at(at(1, 1, OptionalLong.of(10)));
    bar.at(at(2, 2, OptionalLong.of(10)));
    bar.done();

    assertThat(shown()).startsWith("\r[").contains("\u001b[K\r[").endsWith("\n");
  }
}
