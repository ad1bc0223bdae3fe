package telemetry.replay;

import java.util.List;
import telemetry.model.Aggregate;
import telemetry.topics.Topic;
import telemetry.topics.Topics;
import telemetry.window.Span;

/**
 * A table that is recomputed.
 *
 * @param rows its topic
 * @param span what its rows are about
 */
record Table(Topic<Aggregate> rows, Span span) {
  /** All of them, what is made of others after those. */
  static final List<Table> ALL =
      List.of(
          new Table(Topics.AGG_5M, Span.FIVE_MINUTES),
          new Table(Topics.AGG_1H, Span.HOUR),
          new Table(Topics.AGG_1D, Span.DAY));
}
