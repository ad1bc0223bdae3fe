package telemetry.vendors.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.vendors.Findings;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Session;
import telemetry.vendors.json.JsonBody;

/**
 * OAuth 2 tokens, as a token endpoint gives them and a session keeps them.
 *
 * @param access the token that lets in
 * @param refresh the token that gets the next ones; null where there is none
 * @param until when the access ends
 */
public record Tokens(String access, @Nullable String refresh, Instant until) {
  private static final String ACCESS = "accessToken";
  private static final String REFRESH = "refreshToken";
  private static final String UNTIL = "until";
  private static final int MOST_SECONDS = 366 * 86_400;

  /** Renewed this long before they end: a request must not outlive its token on the way. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  /**
   * What a token endpoint said; empty where it is no answer with an access token.
   *
   * @param former its refresh token stands where none is given anew
   */
  public static Optional<Tokens> read(Reply reply, @Nullable String former) {
    if (reply.status() != 200) {
      return Optional.empty();
    }
    // Why it is none is not told: it may quote a token.
    return JsonBody.tree(reply.body(), "tokens", new Findings())
        .filter(json -> json.path("access_token").isTextual())
        .map(
            json ->
                new Tokens(
                    json.path("access_token").textValue(),
                    refresh(json, former),
                    reply.at().plusSeconds(seconds(json))));
  }

  /** What a session keeps; empty where it keeps none. */
  public static Optional<Tokens> of(Session session) {
    Map<String, String> values = session.values();
    String access = values.get(ACCESS);
    String until = values.get(UNTIL);
    if (access == null || until == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Tokens(access, values.get(REFRESH), Instant.parse(until)));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // A file that somebody edited; the next tokens replace it.
    }
  }

  /** For a session to keep. */
  public Session session() {
    var values = new HashMap<>(Map.of(ACCESS, access, UNTIL, until.toString()));
    if (refresh != null) {
      values.put(REFRESH, refresh);
    }
    return new Session(values);
  }

  /** Whether they let in now, and for a while. */
  public boolean good(Instant now) {
    return now.isBefore(until.minus(AHEAD));
  }

  /** Names no token. */
  @Override
  public String toString() {
    return "tokens until " + until;
  }

  private static @Nullable String refresh(JsonNode json, @Nullable String former) {
    JsonNode refresh = json.path("refresh_token");
    return refresh.isTextual() ? refresh.textValue() : former;
  }

  private static long seconds(JsonNode json) {
    return Math.max(0, Math.min(json.path("expires_in").asLong(3600), MOST_SECONDS));
  }
}
