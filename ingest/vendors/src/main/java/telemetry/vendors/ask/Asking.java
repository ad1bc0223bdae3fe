package telemetry.vendors.ask;

import java.time.Instant;
import java.util.List;

/**
 * How one vendor is asked. Pure: the same arguments give the same answer. Implementations may be
 * called from several threads.
 */
public interface Asking {
  /** What must be given to ask: addresses and credentials. */
  List<Need> needs();

  /** Whether it is asked about a site by name; a device is a site of its own. */
  default boolean namesSites() {
    return true;
  }

  /** The most that the vendor bears from one account. */
  Pace pace();

  /** What it can be asked, each by itself. */
  List<Question> questions();

  /**
   * Cuts a time into asks, oldest first, each ending where the next begins.
   *
   * @param question one of {@link #questions()}
   * @param site whose
   * @param from what ended until then is not wanted
   * @param to now, or where a backfill ends; not before {@code from}
   * @return for a question without a past one ask, for what is now; else as many as the time needs,
   *     none where it is empty
   */
  List<Ask> asks(Question question, Site site, Instant from, Instant to);

  /**
   * Begins to put an ask.
   *
   * @param ask one of {@link #asks}
   * @param access what was given for this account, and the session it left behind
   * @param now when
   */
  Step begin(Ask ask, Access access, Instant now);
}
