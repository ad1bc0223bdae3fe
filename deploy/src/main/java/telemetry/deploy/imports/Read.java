package telemetry.deploy.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.RawReading;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/**
 * What a legacy row means.
 *
 * @param systemId its system; 0 if it is of none that was asked for, or names none
 * @param at its instant, in epoch milliseconds; {@link #NEVER} if it makes no sense
 * @param raw what stands for it in the raw log, if it is a reading
 * @param poll what that means
 * @param rows the rows of points that it is, if it is an aggregate
 * @param problem why it makes no sense, if so
 */
record Read(
    int systemId,
    long at,
    @Nullable RawReading raw,
    @Nullable SystemReading poll,
    List<Aggregate> rows,
    @Nullable String problem) {
  static final long NEVER = Long.MIN_VALUE;

  /** Of a system that nobody asked for. */
  static final Read OTHER = new Read(0, NEVER, null, null, List.of(), null);

  Read {
    rows = List.copyOf(rows);
  }

  static Read wrong(int systemId, @Nullable RawReading raw, String problem) {
    return new Read(systemId, NEVER, raw, null, List.of(), problem);
  }

  /** How many values, or rows of points, it holds. */
  int size() {
    return poll == null ? rows.size() : values(poll);
  }

  /** The values of a poll that say something. */
  static int values(SystemReading poll) {
    return (int) poll.values().stream().filter(it -> !it.value().equals(Value.MISSING)).count();
  }
}
