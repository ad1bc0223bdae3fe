package telemetry.vendors.ask;

import java.util.Map;

/**
 * What a conversation may use to be let in.
 *
 * @param given a value for every {@link Need}, standards filled in
 * @param session what the last {@link Step.Keep} of this account said; {@link Session#NONE} at
 *     first
 * @param nonce at least 64 random hexadecimal digits, fresh for each {@link Asking#begin}
 */
public record Access(Map<String, String> given, Session session, String nonce) {
  /** Keeps what was given from changing. */
  public Access {
    given = Map.copyOf(given);
  }

  /**
   * What was given for a need.
   *
   * @throws IllegalArgumentException if nothing was: the poller must have asked for it before
   */
  public String get(String need) {
    String value = given.get(need);
    if (value == null) {
      throw new IllegalArgumentException(need + ": wanted a value, found none");
    }
    return value;
  }

  /** An address below the one that was given. */
  public String url(String path) {
    return get(Need.BASE) + path;
  }

  /** The same with another session. */
  public Access with(Session renewed) {
    return new Access(given, renewed, nonce);
  }

  /** Names no value. */
  @Override
  public String toString() {
    return "access with " + given.keySet();
  }
}
