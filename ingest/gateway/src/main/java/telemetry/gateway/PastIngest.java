package telemetry.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import telemetry.gateway.kafka.KafkaRawSink;
import telemetry.gateway.kafka.PlacesTopic;
import telemetry.gateway.kafka.SystemsDirectory;
import telemetry.gateway.poll.Backfill;
import telemetry.gateway.poll.BackfillException;
import telemetry.gateway.poll.BackfillProgress;
import telemetry.model.PollPlace;
import telemetry.model.SystemDeclaration;
import telemetry.role.Health;
import telemetry.settings.Settings;
import telemetry.vendors.Askings;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Question;

/** {@code ingest backfill}: a vendor's past, with its own connection to Kafka. */
public final class PastIngest {
  private static final Duration DIRECTORY = Duration.ofSeconds(30);

  private final Settings settings;
  private final Clock clock;

  /**
   * Checks the settings, which are the gateway's.
   *
   * @throws telemetry.settings.BadSettings naming everything that is wrong
   */
  public PastIngest(Map<String, String> given, Clock clock) {
    this.settings = GatewaySettings.check(given);
    this.clock = clock;
  }

  /**
   * Fetches what a system's vendor tells of a time.
   *
   * @param again from its beginning, whatever was fetched before
   * @throws NoPastException if it cannot begin
   * @throws BackfillException if it cannot go on; begun again, it goes on from there
   */
  public BackfillProgress fetch(
      int systemId, PollPlace.Span span, boolean again, BackfillProgress.Listener listener)
      throws InterruptedException {
    if (!span.from().isBefore(span.to()) || span.to().isAfter(clock.instant())) {
      throw new NoPastException(
          "wanted a time that begins before its end and is over, found "
              + span.from()
              + " to "
              + span.to());
    }
    SystemDeclaration system = declared(systemId);
    Asking asking = Askings.standard().get(system.vendor());
    List<Question> questions = asking == null ? List.of() : Backfill.questions(asking);
    if (asking == null || questions.isEmpty()) {
      throw new NoPastException(
          "system "
              + systemId
              + ": wanted a vendor that tells of its past, found "
              + system.vendor()
              + (asking == null ? ", which pushes" : ", which tells of now alone"));
    }
    if (system.access().isEmpty()) {
      throw new NoPastException(
          "system " + systemId + ": wanted access to its vendor declared, found none");
    }
    try (var sink =
            KafkaRawSink.connect(
                settings.kafka(), settings.registry(), KafkaRawSink.Bounds.FEEDING);
        var places = PlacesTopic.connect(settings.kafka(), settings.registry());
        var backfill =
            new Backfill(system, asking, sink, places, PollSettings.bounds(settings), clock)) {
      return backfill.fetch(questions, span, again, listener);
    }
  }

  private SystemDeclaration declared(int systemId) throws InterruptedException {
    try (var directory = SystemsDirectory.connect(settings.kafka(), settings.registry())) {
      directory.start();
      Health health = directory.await(DIRECTORY);
      if (!health.ready()) {
        throw new BackfillException("the declared systems cannot be read: " + health.reason());
      }
      return directory
          .systems()
          .byId(systemId)
          .orElseThrow(
              () ->
                  new NoPastException(
                      "system " + systemId + ": wanted a declared system, found none"));
    }
  }
}
