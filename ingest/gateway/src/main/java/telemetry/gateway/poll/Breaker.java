package telemetry.gateway.poll;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import telemetry.gateway.pace.Backoff;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.ask.Question;
import telemetry.vendors.ask.Trouble;

/**
 * How it goes with a question: counts what becomes of it, says how long it is left alone after a
 * failure, and tells once when it opens and once when it closes again.
 */
final class Breaker {
  private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

  /** So often in a row, and it is said. */
  private static final int OFTEN = 5;

  private final SystemDeclaration system;
  private final Question question;
  private final Means means;
  private int failures;
  private Circuit circuit = Circuit.CLOSED;

  Breaker(SystemDeclaration system, Question question, Means means) {
    this.system = system;
    this.question = question;
    this.means = means;
  }

  /** The question is put from now on. */
  void begin() {
    means.meters().entered(system.vendor(), circuit);
  }

  /** And no more. */
  void end() {
    means.meters().left(system.vendor(), circuit);
  }

  /** An ask became this. */
  void count(String outcome) {
    means.meters().ended(system.vendor(), outcome);
  }

  /** A fault of this program: the others go on, and it is told each time. */
  void broken(Throwable fault) {
    count("broken");
    told(LOG.atError(), "poll.broken").setCause(fault).log();
  }

  /** It failed: how long it is left alone. */
  Duration failed(Trouble trouble, String reason) {
    failures++;
    boolean open = trouble == Trouble.LASTING || failures >= OFTEN;
    if (open && circuit != Circuit.OPEN) {
      told(LOG.atWarn(), "poll.failing")
          .addKeyValue("trouble", trouble)
          .addKeyValue("reason", reason)
          .log();
    }
    enter(open ? Circuit.OPEN : Circuit.RETRYING);
    return Backoff.after(trouble, means.pause(), failures, means.chance().nextDouble());
  }

  /** It was answered whole. */
  void succeeded() {
    if (circuit == Circuit.OPEN) {
      told(LOG.atInfo(), "poll.recovered").addKeyValue("failures", failures).log();
    }
    failures = 0;
    enter(Circuit.CLOSED);
  }

  private void enter(Circuit next) {
    end();
    circuit = next;
    begin();
  }

  private LoggingEventBuilder told(LoggingEventBuilder event, String message) {
    return event
        .setMessage(message)
        .addKeyValue("system", system.systemId())
        .addKeyValue("question", question.name());
  }
}
