package telemetry.deploy.cli;

import java.time.Clock;
import java.util.Map;
import telemetry.deploy.run.Roles;
import telemetry.gateway.NoPastException;
import telemetry.gateway.PastIngest;
import telemetry.gateway.poll.BackfillException;
import telemetry.gateway.poll.BackfillProgress;
import telemetry.model.PollPlace;

/** Asks vendors for times that are past, for somebody who watches. */
final class PastFetch {
  private final PastIngest past;
  private final boolean again;

  /**
   * On a pipeline.
   *
   * @param settings the gateway's among others
   * @param again from the beginning of a time, whatever was fetched of it before
   */
  PastFetch(Map<String, String> settings, boolean again) {
    this.past = new PastIngest(Roles.gatewaySettings(settings), Clock.systemUTC());
    this.again = again;
  }

  /**
   * Fetches.
   *
   * @throws NoPastException if the vendor has no past, or there is no such system
   * @throws BackfillException if it cannot go on; begun again, it goes on from there
   */
  BackfillProgress fetch(int system, PollPlace.Span span) throws InterruptedException {
    var bar = new BackfillBar(System.err, Boolean.getBoolean("telemetry.terminal"));
    try {
      return past.fetch(system, span, again, bar);
    } finally {
      bar.done();
    }
  }
}
