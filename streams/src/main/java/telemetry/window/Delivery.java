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
        public void secure() {
          // It is all in one step.
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
   * Waits until everything that was told or kept so far is surely in the log. To be asked only
   * where something is sure already: then it is known who sends.
   */
  void secure();
}
