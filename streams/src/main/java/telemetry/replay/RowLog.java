package telemetry.replay;

import telemetry.model.Aggregate;
import telemetry.topics.Topic;

/** Where recomputed rows go. */
public interface RowLog {
  /** Sends a row, at the pace that is wanted; it is there when {@link #flush} has returned. */
  void send(Topic<Aggregate> rows, Aggregate row);

  /** Waits until everything that was sent is there. */
  void flush();
}
