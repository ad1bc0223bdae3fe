package telemetry.recalculation;

import org.jspecify.annotations.Nullable;
import telemetry.model.SystemReading;

/**
 * A poll that a recalculation sends, and what stood there before.
 *
 * @param written what is sent: a correction or a void
 * @param former what stood there; null if nothing did
 */
public record ReplacedPoll(SystemReading written, @Nullable SystemReading former) {
  /** Refuses two polls. */
  public ReplacedPoll {
    if (former != null
        && !(former.systemId() == written.systemId()
            && former.source().equals(written.source())
            && former.measuredAt().equals(written.measuredAt()))) {
      throw new IllegalArgumentException(
          "wanted two versions of one poll, found "
              + written.source()
              + " at "
              + written.measuredAt()
              + " and "
              + former.source()
              + " at "
              + former.measuredAt());
    }
  }
}
