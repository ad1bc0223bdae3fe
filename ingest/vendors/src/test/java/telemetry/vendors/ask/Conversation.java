package telemetry.vendors.ask;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Carries out a conversation with a vendor that a test plays, and remembers all of it. */
public final class Conversation {
  private final List<Request> requests = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final Step end;

  /** To its end. */
  public Conversation(Step begun, Function<Request, Reply> vendor) {
    Step step = begun;
    while (step instanceof Step.Send || step instanceof Step.Keep) {
      if (step instanceof Step.Send send) {
        requests.add(send.request());
        if (requests.size() > Step.MOST_SENDS) {
          throw new AssertionError("more than " + Step.MOST_SENDS + " requests: " + lines());
        }
        step = send.then().apply(vendor.apply(send.request()));
      } else if (step instanceof Step.Keep keep) {
        sessions.add(keep.session());
        step = keep.then();
      }
    }
    end = step;
  }

  /** What was sent. */
  public List<Request> requests() {
    return requests;
  }

  /** What was sent, without credentials. */
  public List<String> lines() {
    return requests.stream().map(Request::toString).toList();
  }

  /** What was kept. */
  public List<Session> sessions() {
    return sessions;
  }

  /** How it ended. */
  public Step end() {
    return end;
  }

  /** What was heard. */
  public String heard() {
    if (end instanceof Step.Heard heard) {
      return new String(heard.body(), StandardCharsets.UTF_8);
    }
    throw new AssertionError("wanted an answer, found " + end);
  }

  /** Why nothing was heard. */
  public Step.Failed failed() {
    if (end instanceof Step.Failed failed) {
      return failed;
    }
    throw new AssertionError("wanted a failure, found " + end);
  }

  /** Access with what is needed, each credential spelled {@code secret-<name>}. */
  public static Access access(Asking asking, Session session) {
    var given = new LinkedHashMap<String, String>();
    for (Need need : asking.needs()) {
      String standard = need.standard();
      if (need.secret()) {
        given.put(need.name(), "secret-" + need.name());
      } else {
        given.put(need.name(), standard == null ? "https://vendor.example" : standard);
      }
    }
    return new Access(given, session, "0123456789abcdef".repeat(4));
  }

  /** A reply. */
  public static Reply reply(Instant at, int status, String body, String... headers) {
    var all = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < headers.length; i += 2) {
      all.merge(
          headers[i],
          List.of(headers[i + 1]),
          (one, other) -> {
            var both = new ArrayList<>(one);
            both.addAll(other);
            return both;
          });
    }
    return new Reply(status, Map.copyOf(all), body.getBytes(StandardCharsets.UTF_8), at);
  }
}
