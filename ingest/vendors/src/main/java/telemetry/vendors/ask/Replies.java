package telemetry.vendors.ask;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What statuses mean wherever a vendor gives them no meaning of its own. */
public final class Replies {
  private static final int MOST_SECONDS = 86_400;

  private Replies() {}

  /**
   * The end of a conversation: 2xx is heard (unless it is a web page), 408, 425, 429 and 5xx are
   * passing, the rest is lasting.
   *
   * @param request that was sent, for the reason
   */
  public static Step end(Request request, Reply reply) {
    int status = reply.status();
    if (status >= 200 && status < 300) {
      if (isPage(reply)) {
        return new Step.Failed(
            Trouble.PASSING, request + ": wanted readings, found a web page", null);
      }
      return new Step.Heard(
          reply.header("content-type").orElse("application/octet-stream"), reply.body());
    }
    return failed(request, reply, "readings");
  }

  /**
   * The end of a conversation that did not come to its answer, by the status.
   *
   * @param wanted instead
   */
  public static Step failed(Request request, Reply reply, String wanted) {
    int status = reply.status();
    boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
    return new Step.Failed(
        passing ? Trouble.PASSING : Trouble.LASTING,
        request + ": wanted " + wanted + ", found status " + status,
        after(reply));
  }

  /** Whether a person was meant to read it: an error page, a login form. */
  public static boolean isPage(Reply reply) {
    String type = reply.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("text/html") || reply.text().stripLeading().startsWith("<");
  }

  /** What {@code Retry-After} says, in seconds or as a date; or {@code RateLimit-Reset}. */
  private static @Nullable Duration after(Reply reply) {
    Optional<String> header = reply.header("retry-after");
    if (header.isEmpty() && reply.status() == 429) {
      header = reply.header("ratelimit-reset");
    }
    String text = header.orElse("").strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Math.min(Integer.parseInt(text), MOST_SECONDS));
    }
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      Duration wait = Duration.between(reply.at(), until);
      Duration most = Duration.ofSeconds(MOST_SECONDS);
      return wait.isNegative() ? Duration.ZERO : wait.compareTo(most) > 0 ? most : wait;
    } catch (DateTimeException e) {
      return null; // A vendor that does not say how long is left alone as long as any.
    }
  }
}
