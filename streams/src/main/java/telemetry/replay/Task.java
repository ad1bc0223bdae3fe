package telemetry.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;

/**
 * What is to be computed.
 *
 * @param scope which rows
 * @param chunk how much time a piece holds
 * @param log what is read of each partition, in their order
 * @param now when it began: systems that are silent since long are judged by it
 * @param batch its number; greater than that of every recalculation before it
 */
public record Task(Scope scope, Duration chunk, List<Extent> log, Instant now, int batch) {
  /** Copies the list. */
  public Task {
    log = List.copyOf(log);
  }

  /** A recorded one, as it was begun. */
  public static Task of(Batch batch) {
    Batch.Opening opening = batch.opening();
    return new Task(opening.scope(), opening.chunk(), opening.log(), batch.begunAt(), batch.id());
  }
}
