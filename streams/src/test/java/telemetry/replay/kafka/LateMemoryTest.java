package telemetry.replay.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who brings home months of many gateways needs no memory for months of many gateways. */
class LateMemoryTest {
  /** {@code -Dlate.polls=1000000} needs no more memory, and 15 s. */
  private static final int POLLS = Integer.getInteger("late.polls", 200_000);

  /** In a process of its own. */
  @Test
  void lateReadingsAreDrainedInAHeapThatCannotHoldThem() throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx24m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dlate.polls=" + POLLS,
                    "-cp",
                    System.getProperty("java.class.path"),
                    LateMemoryTest.class.getName(),
                    "20000"))
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains(POLLS + " home");
  }

  /** With how many readings to hear at once. */
  public static void main(String[] arguments) {
    var backlog = new LateBacklog(20, POLLS, null);
    try (LateDrain drain =
        backlog.drain(backlog.consumer(), 10_000, Long.parseLong(arguments[0]))) {
      var done = drain.drain(LateBacklog.TODAY.plus(Duration.ofDays(2)));
      System.out.printf(
          "%d home, %d rows, %d shown%n", done.readings(), done.rows(), backlog.shown);
    }
  }
}
