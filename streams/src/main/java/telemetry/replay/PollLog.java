package telemetry.replay;

import telemetry.model.SystemReading;

/** Where corrections and voids go. */
public interface PollLog {
  /** Sends a poll, at the pace that is wanted; it is there when {@link #flush} has returned. */
  void send(SystemReading poll);

  /** Waits until everything that was sent is there. */
  void flush();
}
