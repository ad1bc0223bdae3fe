package telemetry.vendors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.model.BadValue;
import telemetry.model.Op;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;

/**
 * A record while its meaning is being found: its polls, and what turned up on the way. Not for
 * several threads.
 */
public final class Meaning {
  private record Identity(String source, Instant measuredAt) {}

  private final RawReading raw;
  private final RawPosition position;
  private final Findings findings = new Findings();
  private final Map<Identity, Poll> polls = new LinkedHashMap<>();

  /** Nothing of it is known yet. */
  public Meaning(RawReading raw, RawPosition position) {
    this.raw = raw;
    this.position = position;
  }

  /** Where to tell what turns up. */
  public Findings findings() {
    return findings;
  }

  /** When the gateway had it: for bodies that do not say when they were measured. */
  public Instant receivedAt() {
    return raw.receivedAt();
  }

  /**
   * The poll of a source at an instant. The same one when asked again: all that a body says of one
   * instant is one poll, since a second would take the place of the first.
   */
  public Poll poll(String source, Instant measuredAt) {
    return polls.computeIfAbsent(new Identity(source, measuredAt), identity -> new Poll(findings));
  }

  /**
   * The answer to a body that must say something.
   *
   * @param wanted what it must hold at least one of
   */
  public Decoded decoded(String wanted) {
    if (polls.values().stream().allMatch(poll -> poll.values().isEmpty())) {
      findings.refuse(RejectReason.MISSING_FIELD, "body", wanted, "none");
    }
    return decoded();
  }

  /** The answer to a body that may have nothing to say. */
  public Decoded decoded() {
    var readings = new ArrayList<SystemReading>(polls.size());
    polls.forEach(
        (identity, poll) -> {
          if (!poll.values().isEmpty()) {
            reading(identity, poll).ifPresent(readings::add);
          }
        });
    Optional<Rejection> refusal = findings.refusal();
    return refusal.isPresent()
        ? new Decoded.Rejected(refusal.get())
        : new Decoded.Accepted(List.copyOf(readings), findings.unmapped());
  }

  private Optional<SystemReading> reading(Identity identity, Poll poll) {
    @Nullable Instant start = poll.start();
    try {
      return Optional.of(
          new SystemReading(
              raw.systemId(),
              raw.vendor(),
              identity.source(),
              Op.PUT,
              identity.measuredAt(),
              start,
              raw.receivedAt(),
              position,
              null,
              poll.values()));
    } catch (BadValue e) {
      findings.refuse(e.rejection()); // Too many points, or an instant that no calendar has.
      return Optional.empty();
    }
  }
}
