package telemetry.vendors.ask;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What to do next in a conversation. */
public sealed interface Step {
  /** The most requests that a conversation makes: a login of many pages, and the ask itself. */
  int MOST_SENDS = 12;

  /**
   * Send this.
   *
   * @param request what
   * @param then what to do next, by what came back; pure
   */
  record Send(Request request, Function<Reply, Step> then) implements Step {}

  /**
   * Keep this session in the place of the account's former one, safely, before going on: a vendor
   * may have spent the former one already.
   *
   * @param session what
   * @param then what to do next
   */
  record Keep(Session session, Step then) implements Step {}

  /**
   * The ask was answered; the end.
   *
   * @param contentType of the body
   * @param body for {@code telemetry.raw}
   */
  @SuppressWarnings("ArrayRecordComponent") // Copying or wrapping each body would buy nothing.
  record Heard(String contentType, byte[] body) implements Step {}

  /**
   * It was not; the end.
   *
   * @param trouble what to do about it
   * @param reason where, what was wanted, what was found; without credentials
   * @param after how long the vendor wants to be left alone, if it says so
   */
  record Failed(Trouble trouble, String reason, @Nullable Duration after) implements Step {}
}
