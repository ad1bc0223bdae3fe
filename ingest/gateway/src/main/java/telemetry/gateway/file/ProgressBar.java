package telemetry.gateway.file;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows a feed's progress: on a terminal a bar that moves in its line, elsewhere a plain line every
 * few seconds. Not for several threads.
 */
public final class ProgressBar implements FeedProgress.Listener {
  private static final int WIDTH = 24;
  private static final Duration LINE = Duration.ofSeconds(5);
  private static final Duration FRAME = Duration.ofMillis(100);

  private final PrintStream out;
  private final boolean live;
  private Duration shownAt = Duration.ZERO;
  private boolean shown;

  /**
   * A bar.
   *
   * @param out where, standard error as a rule
   * @param live whether a line can be written over, as on a terminal; who starts the process knows,
   *     since Java tells it of standard input and output alone, and differently from 22 on
   */
  public ProgressBar(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  @Override
  public void at(FeedProgress progress) {
    Duration since = progress.elapsed().minus(shownAt);
    if (since.compareTo(live ? FRAME : LINE) < 0) {
      return;
    }
    shownAt = progress.elapsed();
    shown = true;
    if (live) {
      out.print("\r" + line(progress) + "\u001b[K");
      out.flush();
    } else {
      out.println(line(progress));
    }
  }

  @Override
  public void done() {
    if (live && shown) {
      out.println();
    }
  }

  /** One line: the bar or the bytes, records, rate, time left. */
  static String line(FeedProgress progress) {
    var line = new StringBuilder();
    progress
        .totalBytes()
        .ifPresentOrElse(
            total -> line.append(bar(total == 0 ? 1 : (double) progress.bytes() / total)),
            () -> line.append(progress.bytes() >> 10).append(" KiB"));
    line.append(
        String.format(Locale.ROOT, "  %,d records  %,.0f/s", progress.records(), progress.rate()));
    progress.eta().ifPresent(left -> line.append("  ").append(left(left)).append(" left"));
    return line.append("  ").append(progress.file()).toString();
  }

  private static String bar(double share) {
    int full = (int) Math.min(WIDTH, Math.round(share * WIDTH));
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%",
        "#".repeat(full),
        ".".repeat(WIDTH - full),
        Math.min(1, share) * 100);
  }

  private static String left(Duration left) {
    return left.toHours() > 0
        ? left.toHours() + " h " + left.toMinutesPart() + " min"
        : left.toMinutes() > 0
            ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
            : left.toSeconds() + " s";
  }
}
