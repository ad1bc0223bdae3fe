package telemetry.sink.kafka;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.registry.RegistryException;
import telemetry.sink.batch.TablesUnavailable;

/** What the writing waits for, and until when it is tried again. */
final class Trouble {
  private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

  private final Backoff backoff = new Backoff();
  private long retryAt;
  private @Nullable String reason;

  /** Why nothing is written; null if all is well. */
  @Nullable String reason() {
    return reason;
  }

  /** When to try next; in the past if all is well. */
  long retryAt() {
    return retryAt;
  }

  /**
   * It failed.
   *
   * @throws RuntimeException the same, if waiting does not help
   */
  void met(RuntimeException failure, long now) {
    if (!passes(failure)) {
      throw failure;
    }
    String found = String.valueOf(failure.getMessage());
    retryAt = now + backoff.next();
    if (!found.equals(reason)) {
      LOG.atWarn().setMessage("waiting").addKeyValue("reason", found).log();
    }
    reason = found;
  }

  private static boolean passes(RuntimeException e) {
    return e instanceof TablesUnavailable
        || e instanceof RetriableException
        || (e instanceof RegistryException registry && registry.retriable());
  }

  /** It went well; whether it had not before. */
  boolean isOver() {
    if (reason == null) {
      return false;
    }
    LOG.atInfo().setMessage("going on").addKeyValue("after", reason).log();
    reason = null;
    backoff.reset();
    return true;
  }
}
