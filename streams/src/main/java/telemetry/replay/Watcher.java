package telemetry.replay;

import java.time.Duration;
import telemetry.recalculation.Counts;

/** Is told how far a recalculation is. */
public interface Watcher {
  /** Tells nobody. */
  Watcher NONE =
      new Watcher() {
        @Override
        public void begin(int pieces, int done) {}

        @Override
        public void piece(Counts counts) {}
      };

  /**
   * It is known how much there is to do.
   *
   * @param done how many of them were done before
   */
  void begin(int pieces, int done);

  /**
   * How late the live pipeline is meanwhile.
   *
   * @param held whether nothing is sent because of it
   */
  default void live(Duration late, boolean held) {}

  /** A piece is done. */
  void piece(Counts counts);
}
