package telemetry.deploy.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import telemetry.gateway.poll.BackfillProgress;

/** Shows a backfill's progress: on a terminal a line that changes, elsewhere one now and then. */
final class BackfillBar implements BackfillProgress.Listener {
  private static final Duration LINE = Duration.ofSeconds(5);

  private final PrintStream out;
  private final boolean live;
  private Duration shownAt = Duration.ZERO;
  private boolean shown;

  /**
   * A line.
   *
   * @param live whether it can be written over
   */
  BackfillBar(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  @Override
  public void at(BackfillProgress progress) {
    if (live) {
      shown = true;
      out.print("\r" + line(progress) + "\u001b[K");
      out.flush();
    } else if (progress.elapsed().minus(shownAt).compareTo(LINE) >= 0) {
      shownAt = progress.elapsed();
      out.println(line(progress));
    }
  }

  /** The line is over. */
  void done() {
    if (live && shown) {
      out.println();
    }
  }

  /** The question and its place, answers, rate, time left. */
  static String line(BackfillProgress progress) {
    String line =
        String.format(
            Locale.ROOT,
            "%s (%d of %d) until %s  %,d answers  %.2f/s",
            progress.question(),
            progress.begun(),
            progress.questions(),
            progress.until(),
            progress.heard(),
            progress.rate());
    return progress
        .eta()
        .map(left -> "%s  %d min %d s left".formatted(line, left.toMinutes(), left.toSecondsPart()))
        .orElse(line);
  }
}
