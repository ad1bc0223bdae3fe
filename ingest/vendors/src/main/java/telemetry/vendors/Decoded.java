package telemetry.vendors;

import java.util.List;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;

/** What a decoder made of a record. */
public sealed interface Decoded {
  /**
   * The record was understood.
   *
   * @param polls what it says; none where the vendor was asked and had nothing to say
   * @param unmapped fields or columns that no decoder or mapping knows, at most {@value
   *     Findings#MAX_UNMAPPED}
   */
  record Accepted(List<SystemReading> polls, List<String> unmapped) implements Decoded {
    /** Copies the lists. */
    public Accepted {
      polls = List.copyOf(polls);
      unmapped = List.copyOf(unmapped);
    }
  }

  /**
   * The record was refused, whole.
   *
   * @param rejection why
   */
  record Rejected(Rejection rejection) implements Decoded {}
}
