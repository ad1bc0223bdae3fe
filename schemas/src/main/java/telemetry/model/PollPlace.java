package telemetry.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a vendor's answers were heard: all that it had to say to a question until then is in
 * {@code telemetry.raw}.
 *
 * @param systemId the system
 * @param question the question's name: {@code amber.usage}
 * @param backfill the backfill whose place it is; null for the poller's own
 * @param until the instant
 */
public record PollPlace(int systemId, String question, @Nullable Span backfill, Instant until)
    implements Control {

  /**
   * A time that somebody wants to have fetched.
   *
   * @param from where it begins
   * @param to where it ends
   */
  public record Span(Instant from, Instant to) {}

  /** Refuses an impossible system. */
  public PollPlace {
    SystemIds.require(systemId);
  }

  /** The key of a question's place. */
  public static String key(int systemId, String question, @Nullable Span backfill) {
    String name = systemId + "/" + question;
    return backfill == null
        ? "poll/" + name
        : "backfill/" + name + "/" + backfill.from() + "/" + backfill.to();
  }

  @Override
  public String key() {
    return key(systemId, question, backfill);
  }
}
