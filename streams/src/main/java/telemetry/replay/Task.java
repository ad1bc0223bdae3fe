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
 * @param source of what, and from what
 * @param scope which rows
 * @param chunk how much time a piece holds
 * @param log what is read of each partition of the readings, in their order; where the raw bytes
 *     are read, then what is read of each of those
 * @param now when it began: systems that are silent since long are judged by it
 * @param batch its number; greater than that of every recalculation before it
 */
public record Task(
    Source source, Scope scope, Duration chunk, List<Extent> log, Instant now, int batch) {
  /** Copies the list. */
  public Task {
    log = List.copyOf(log);
  }

  /** A recorded one, as it was begun. */
  public static Task of(Batch batch) {
    Batch.Opening opening = batch.opening();
    return new Task(
        Source.of(batch),
        opening.scope(),
        opening.chunk(),
        opening.log(),
        batch.begunAt(),
        batch.id());
  }
}
