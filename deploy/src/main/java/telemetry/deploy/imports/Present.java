package telemetry.deploy.imports;

import telemetry.model.Aggregate;

/** What the pipeline knew before. */
interface Present {
  /** Nothing. */
  Present NOTHING =
      new Present() {
        @Override
        public boolean holds(int systemId, long at) {
          return false;
        }

        @Override
        public boolean holds(Aggregate row) {
          return false;
        }
      };

  /** Whether a poll of a system, of some stream, was measured at an instant. */
  boolean holds(int systemId, long at);

  /** Whether there is such a row. */
  boolean holds(Aggregate row);
}
