package telemetry.window;

/**
 * Says when what was told is surely in the log, whatever happens to this process. Until then the
 * state must still say that it is untold.
 */
public interface Delivery {
  /** Rows and state are kept in one step: who finds the one finds the other. */
  Delivery WITH_STATE =
      new Delivery() {
        @Override
        public long moment() {
          return 0;
        }

        @Override
        public boolean isSure(long moment) {
          return true;
        }

        @Override
        public long firstUnheard(int partition) {
          return 0;
        }
      };

  /** A moment before all others. */
  long LONG_AGO = Long.MIN_VALUE;

  /** A moment that is not come. */
  long NOT_YET = Long.MAX_VALUE;

  /** The present moment, to ask about later. */
  long moment();

  /** Whether everything that was told until a moment is surely in the log. */
  boolean isSure(long moment);

  /**
   * The first offset of a partition of {@code telemetry.readings} of which nothing can be told but
   * by this process; 0 where whatever another told beyond the state is undone.
   */
  long firstUnheard(int partition);
}
