package telemetry.deploy.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import telemetry.recalculation.Counts;
import telemetry.replay.Watcher;

/**
 * Shows a recalculation's progress: on a terminal a line that changes, elsewhere one every few
 * seconds.
 */
public final class ProgressLine implements Watcher {
  private static final Duration LINE = Duration.ofSeconds(5);
  private static final Duration FRAME = Duration.ofMillis(100);

  private final PrintStream out;
  private final boolean live;
  private final long begun = System.nanoTime();
  private long shownAt = begun;
  private boolean shown;
  private int pieces;
  private int before;
  private int done;
  private Counts counts = Counts.NONE;
  private Duration late = Duration.ZERO;
  private boolean held;

  /**
   * A line.
   *
   * @param live whether it can be written over
   */
  public ProgressLine(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  @Override
  public synchronized void begin(int all, int already) {
    pieces = all;
    before = already;
  }

  @Override
  public synchronized void piece(Counts more) {
    done++;
    counts = counts.plus(more);
    show();
  }

  @Override
  public synchronized void live(Duration now, boolean none) {
    late = now;
    held = none;
    if (pieces > 0) {
      show();
    }
  }

  private void show() {
    long now = System.nanoTime();
    if (now - shownAt >= (live ? FRAME : LINE).toNanos()) {
      shownAt = now;
      shown = true;
      String line = line(Duration.ofNanos(now - begun));
      if (live) {
        out.print("\r" + line + "\u001b[K");
        out.flush();
      } else {
        out.println(line);
      }
    }
  }

  /** The line is over. */
  public synchronized void done() {
    if (live && shown) {
      out.println();
    }
  }

  /** Pieces, rows, rate, time left, how late live rows are. */
  String line(Duration elapsed) {
    double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
    long rows = counts.written() + counts.left();
    int left = Math.max(0, pieces - before - done);
    Duration eta = Duration.ofMillis(Math.round(seconds * 1000 * left / Math.max(1, done)));
    return String.format(
        Locale.ROOT,
        "%,d of %,d pieces  %,d rows looked at, %,d written  %,.0f/s  %d min %d s left%s",
        before + done,
        pieces,
        rows,
        counts.written(),
        rows / seconds,
        eta.toMinutes(),
        eta.toSecondsPart(),
        liveText());
  }

  private String liveText() {
    return String.format(
        Locale.ROOT, "  live %.1f s late%s", late.toMillis() / 1000.0, held ? ", held back" : "");
  }
}
