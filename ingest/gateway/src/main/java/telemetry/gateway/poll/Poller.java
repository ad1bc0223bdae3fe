package telemetry.gateway.poll;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.gateway.RawSink;
import telemetry.gateway.Systems;
import telemetry.model.PollPlace;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.ask.Asking;
import telemetry.vendors.ask.Question;

/**
 * Asks for the systems that are this process's: begins and ends with their declarations and with
 * its share of them, without a restart. Its state lives on a thread of its own.
 */
public final class Poller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Map<String, Asking> askings;
  private final Supplier<Optional<Systems>> systems;
  private final Share share;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> Accounts.daemon(task, "poller"));
  private final Accounts accounts;
  private final Means means;
  private final Map<SystemDeclaration, List<Inquiry>> asked = new HashMap<>();
  private final Map<String, Instant> places = new HashMap<>();
  private Systems known = Systems.NONE;
  private Share.Part part = Share.Part.NONE;

  /**
   * A poller that has not started.
   *
   * @param askings vendor name to how it is asked
   * @param systems the declared systems, once they are known
   * @param share which of them are this process's
   */
  public Poller(
      Map<String, Asking> askings,
      Supplier<Optional<Systems>> systems,
      Share share,
      Places places,
      RawSink sink,
      PollBounds bounds,
      MeterRegistry registry,
      Clock clock) {
    this.askings = Map.copyOf(askings);
    this.systems = systems;
    this.share = share;
    var meters = new PollMeters(registry);
    this.accounts = new Accounts(bounds, meters, clock);
    this.means =
        new Means(
            clock,
            thread,
            sink,
            remembering(places),
            meters,
            bounds.pause(),
            RandomGenerator.getDefault());
  }

  /** Begins to follow the declarations. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(this::follow, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends; what was asked and not heard to its end is asked again by whoever comes next. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.atWarn().setMessage("poll.thread.stays").log();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    accounts.close();
  }

  /** Places that are written count here too, for a question that begins anew. */
  private Places remembering(Places kept) {
    return new Places() {
      @Override
      public Map<String, PollPlace> read() {
        return kept.read();
      }

      @Override
      public void write(PollPlace place) {
        places.put(place.key(), place.until());
        kept.write(place);
      }
    };
  }

  private void follow() {
    try {
      Optional<Systems> now = systems.get();
      Share.Part mine = share.part();
      if (now.isEmpty() || (now.get() == known && mine.equals(part))) {
        return;
      }
      if (!mine.equals(part)) {
        take(mine);
      }
      known = now.get();
      follow(known);
    } catch (KafkaException e) {
      LOG.atWarn().setMessage("poll.places.unread").addKeyValue("fault", e).log();
    } catch (RuntimeException e) {
      // Thrown out of here it would end the following for ever, in silence.
      LOG.atError().setMessage("poll.follow.failed").setCause(e).log();
    }
  }

  /** Another process may have asked until now: what it heard is read before anything is asked. */
  private void take(Share.Part mine) {
    asked.entrySet().removeIf(it -> !mine.holds(it.getKey().systemId()) && stopped(it.getValue()));
    if (!mine.mine().isEmpty()) {
      Map<String, PollPlace> kept = means.places().read();
      places.clear();
      kept.forEach((key, place) -> places.put(key, place.until()));
    }
    part = mine;
    LOG.atInfo().setMessage("poll.share").addKeyValue("partitions", mine.mine()).log();
  }

  private static boolean stopped(List<Inquiry> inquiries) {
    inquiries.forEach(Inquiry::stop);
    return true;
  }

  private void follow(Systems now) {
    List<SystemDeclaration> wanted =
        now.all().stream()
            .filter(it -> it.active() && !it.access().isEmpty())
            .filter(it -> askings.containsKey(it.vendor()) && part.holds(it.systemId()))
            .toList();
    asked.entrySet().removeIf(it -> !wanted.contains(it.getKey()) && stopped(it.getValue()));
    accounts.keep(wanted);
    for (SystemDeclaration system : wanted) {
      asked.computeIfAbsent(system, this::begin);
    }
  }

  private List<Inquiry> begin(SystemDeclaration system) {
    Asking asking = askings.get(system.vendor());
    var inquiries = new ArrayList<Inquiry>();
    if (asking == null) {
      return inquiries;
    }
    Account account = accounts.of(system, asking, asking.pace());
    for (Question question : asking.questions()) {
      String key = PollPlace.key(system.systemId(), question.name(), null);
      var inquiry =
          new Inquiry(
              system, asking, question, account, Optional.ofNullable(places.get(key)), means);
      inquiries.add(inquiry);
      inquiry.begin();
    }
    return inquiries;
  }
}
